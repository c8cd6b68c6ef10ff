import fc from 'fast-check';
import { isUserError } from '@dotkom/stack';
import { classMebibytes, connectionsThatFit, databaseClasses } from './database-class';

const anyClass = fc.constantFrom(...databaseClasses);

/** AWS's own limit: LEAST(DBInstanceClassMemory / 9531392, 5000), with all of the memory. */
const ofAws = (mebibytes: number) => Math.min(Math.floor((mebibytes * 1024 * 1024) / 9_531_392), 5000);

describe('the connections of a class', () => {
  it('fit into its memory with the shared buffers, the system and 5 MiB to spare for each', () => {
    fc.assert(
      fc.property(anyClass, (name) => {
        const memory = classMebibytes(name);
        const connections = connectionsThatFit(name);
        expect(memory / 4 + 256 + connections * 8).toBeLessThanOrEqual(memory);
        expect(connections).toBeLessThan(ofAws(memory));
        expect(Number.isInteger(connections)).toBe(true);
      }),
    );
  });

  it('are enough for a few applications in the smallest, and more in a larger one', () => {
    fc.assert(
      fc.property(anyClass, anyClass, (one, other) => {
        expect(connectionsThatFit(one)).toBeGreaterThanOrEqual(40);
        if (classMebibytes(one) < classMebibytes(other)) {
          expect(connectionsThatFit(one)).toBeLessThan(connectionsThatFit(other));
        }
      }),
    );
  });

  it.each([
    ['db.t4g.micro', 48],
    ['db.t4g.small', 144],
    ['db.t4g.medium', 336],
    ['db.t4g.large', 720],
  ] as const)('are, for %s, the %i that its documentation says', (name, connections) => {
    expect(connectionsThatFit(name)).toBe(connections);
  });

  it.each(['db.t3.micro', 't4g.small', '', 'constructor'])(
    "are unknown for '%s', and the message lists what there is",
    (name) => {
      const act = () => connectionsThatFit(name as never);
      expect(act).toThrow(`'${name}' is not a class of databases that the platform knows`);
      expect(act).toThrow('db.t4g.micro, db.t4g.small');
      try {
        act();
      } catch (error) {
        expect(isUserError(error)).toBe(true);
      }
    },
  );
});
