import fc from 'fast-check';
import { databaseName, databaseWishParameter } from './databases';
import { factPath } from './facts';

const word = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,14}$/);
const owner = fc.record({ application: word, environment: fc.constantFrom('staging', 'prod') });

describe('the name of a database', () => {
  it('is taken by PostgreSQL as it is, without quotes and whole', () => {
    fc.assert(
      fc.property(owner, (of) => {
        expect(databaseName(of)).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
      }),
    );
  });

  it('is another for every other application and environment', () => {
    fc.assert(
      fc.property(owner, owner, (one, other) => {
        const same = one.application === other.application && one.environment === other.environment;
        expect(databaseName(one) === databaseName(other)).toBe(same);
      }),
    );
  });
});

describe('the wish for a database', () => {
  it('is not among the facts of the platform, which are all there are under their path', () => {
    expect(databaseWishParameter('prod', { application: 'grades', environment: 'staging' })).toBe(
      '/databases/prod/grades/staging',
    );
    expect('/databases/prod'.startsWith(factPath('prod'))).toBe(false);
  });
});
