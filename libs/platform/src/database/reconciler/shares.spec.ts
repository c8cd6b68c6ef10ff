import fc from 'fast-check';
import { databaseName } from '../../contract/databases';
import { shares } from './shares';
import { Wish } from './wishes';

const wish = (application: string, connections: number): Wish => ({
  application,
  environment: 'prod',
  connections,
});
const had = (limits: Record<string, number>) => new Map(Object.entries(limits));
const given = (all: ReturnType<typeof shares>) => all.map((share) => share.wish.connections);

describe('the connections of the server', () => {
  it('are not given to the one that asks for too many; those that are there and those after it get theirs', () => {
    const wishes = [wish('a', 80), wish('b', 20), wish('c', 10)];
    const all = shares({ wishes, meant: wishes, granted: had({ b_prod: 20 }), available: 90 });
    expect(given(all)).toEqual([0, 20, 10]);
    expect(all.map(({ refused }) => refused?.message)).toEqual([
      expect.stringContaining(
        'may open 100 connections together, and the server has 90 for them: 70 are left for this one.',
      ),
      undefined,
      undefined,
    ]);
  });

  it('stay as they are where more is asked for than there is', () => {
    const wishes = [wish('a', 80), wish('b', 20)];
    const all = shares({ wishes, meant: wishes, granted: had({ a_prod: 50, b_prod: 20 }), available: 90 });
    expect(given(all)).toEqual([50, 20]);
    expect(all[0]?.refused).toBeDefined();
  });

  it('are enough for one that asks for no more than it has, whatever others ask for', () => {
    const wishes = [wish('a', 500), wish('b', 20)];
    const all = shares({ wishes, meant: wishes.slice(1), granted: had({ b_prod: 30 }), available: 10 });
    expect(all).toEqual([{ wish: wishes[1] }]);
  });

  it('are no fewer for anybody, and no more together than there are, unless they were already', () => {
    const some = fc.record({
      connections: fc.integer({ min: 1, max: 100 }),
      had: fc.integer({ min: -1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(some), fc.integer({ min: 0, max: 300 }), (apps, available) => {
        const wishes = apps.map(({ connections }, at) => wish(`app${at}`, connections));
        const granted = new Map(wishes.map((each, at) => [databaseName(each), apps[at]?.had ?? 0]));
        const kept = apps.map((app) => Math.min(app.connections, Math.max(app.had, 0)));
        const got = given(shares({ wishes, meant: wishes, granted, available }));
        const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
        got.forEach((connections, at) => expect(connections).toBeGreaterThanOrEqual(kept[at] ?? 0));
        expect(sum(got)).toBeLessThanOrEqual(Math.max(available, sum(kept)));
      }),
    );
  });
});
