import { estateOf, Past } from '../testing/history';
import { fewestNodes } from './cures';
import { problemsInWords } from './messages';
import { CapacityPlan, planCapacity } from './plan';
import { PoolPlan } from './pool-plan';

/** What would have been said of each change that Dotkom made by hand in 2025: it stands in docs/guides/capacity.md, too. */

const planOf = (past: Past): CapacityPlan => {
  const estate = estateOf(past);
  return planCapacity(estate, estate.platforms[0]!);
};

const pools = (past: Past): [arm64: PoolPlan, amd64: PoolPlan] => {
  const [arm64, amd64] = planOf(past).pools;
  return [arm64!, amd64!];
};

const stuck = ({ problems }: PoolPlan) => problems.stuck.map(({ id }) => id);
const nodesThatCure = ({ cures }: PoolPlan) =>
  cures.flatMap(({ change }) => (change.kind === 'nodes' ? [change.to] : []));
const fewest = (past: Past, pool: number) => {
  const { platforms, applications } = estateOf(past);
  const { name } = platforms[0]!.pools[pool]!;
  const workloads = applications[0]!.workloads.filter((each) => each.pool === name);
  return fewestNodes({ pool: platforms[0]!.pools[pool]!, workloads });
};

const october15 = { webTasks: 1, size: 1024, arm64: 3, amd64: 1 };
const october24 = { ...october15, webTasks: 2 };

describe('2025-10-24: web goes from one task to two', () => {
  it('still runs, and web and rpc can never be deployed again; nor can the dashboard', () => {
    const [arm64] = pools(october24);
    expect(arm64.problems.unplaced).toEqual([]);
    expect(stuck(arm64)).toEqual(['monoweb-prd/web', 'monoweb-prd/rpc', 'monoweb-prd/dashboard']);
  });

  it('would have been cured by the fourth node that was taken away nine days before, or for web by ending one of its tasks first', () => {
    const [arm64] = pools(october24);
    expect(nodesThatCure(arm64)).toEqual([4]);
    expect(
      arm64.cures.map(({ change }) => ('workload' in change ? [change.workload.name, change.to] : change.to)),
    ).toEqual([4, ['web', 50], ['rpc', 0], ['dashboard', 0]]);
  });

  it('was the commit that did it: the day before, every service of arm64 could be deployed', () => {
    expect(stuck(pools(october15)[0])).toEqual([]);
  });

  // What nodes of 2 GiB register is between 1800 MiB, which is what is counted on here, and 1901, which was read of a t3.small.
  it.each([1800, 1850, 1901])('is so whether a node registers %i MiB', (memoryMebibytes) => {
    const estate = estateOf(october24);
    const [platform] = estate.platforms;
    const registered = { cpuUnits: 2048, memoryMebibytes, networkInterfaces: 2 };
    const larger = { ...platform!, pools: platform!.pools.map((pool) => ({ ...pool, registered })) };
    const [arm64, amd64] = planCapacity(estate, larger).pools;
    expect(stuck(arm64!)).toEqual(['monoweb-prd/web', 'monoweb-prd/rpc', 'monoweb-prd/dashboard']);
    expect(stuck(amd64!)).toEqual(['monoweb-prod/kvittering-backend', 'vengeful-vineyard-prod/server']);
  });

  it('is said in words, with what to do', () => {
    const [said = ''] = problemsInWords(planOf(october24));
    expect(said).toContain('would run, and could never be deployed again');
    expect(said).toContain('monoweb-prd/web (1024 MiB and 1024 CPU units)');
    expect(said).toContain('on the 3 nodes of arm64');
    expect(said).toContain('- maxNodes of arm64 from 3 to 4');
    expect(said).toContain('- rolling.minimumHealthyPercent 50 for monoweb-prd/web');
    expect(said).not.toContain('undefined');
  });
});

describe('the seven changes of August 2025', () => {
  const before = { webTasks: 1, size: 512, arm64: 2, amd64: 2 };
  const changes = [
    { ...before, size: 1024 },
    { ...before, size: 1024, arm64: 4, amd64: 1 },
    { ...before, size: 1792, arm64: 4, amd64: 1 },
    { ...before, size: 1792, arm64: 8, amd64: 2 },
    { ...before, size: 1792, arm64: 10, amd64: 2 },
    { ...before, size: 1792, arm64: 6, amd64: 2 },
    { ...before, size: 1024, arm64: 6, amd64: 2 },
  ] as const;
  const [first, second, third, fourth, fifth, sixth, seventh] = changes;

  it('begin with what fits, and can be deployed', () => {
    expect(pools(before).map(stuck)).toEqual([[], []]);
    expect(pools(before)[0]).toMatchObject({ problems: { unplaced: [] }, used: 2 });
  });

  it('1. 22nd 12:27, web and rpc from 512 to 1024: on two nodes four services no longer start; one node more is enough', () => {
    const [arm64] = pools(first);
    expect(arm64.problems.unplaced.map(({ lack }) => lack)).toEqual(Array(4).fill('MEMORY'));
    expect(nodesThatCure(arm64)).toEqual([3]);
  });

  it('2. 22nd 13:15, four nodes of arm64 and one of amd64: the one fits, and on the other two services are stuck for good', () => {
    const [arm64, amd64] = pools(second);
    expect(stuck(arm64)).toEqual([]);
    expect(stuck(amd64)).toEqual(['monoweb-prod/kvittering-backend', 'vengeful-vineyard-prod/server']);
    expect(nodesThatCure(amd64)).toEqual([2]);
  });

  it('3. 23rd 13:31, web and rpc to 1792: each fills a node, and neither can be deployed; a fifth node, or 1536 MiB, is enough', () => {
    const [arm64] = pools(third);
    expect(arm64).toMatchObject({ used: 4, nodes: { length: 4 } });
    expect(stuck(arm64)).toEqual(['monoweb-prd/web', 'monoweb-prd/rpc']);
    expect(nodesThatCure(arm64)).toEqual([5]);
    expect(arm64.cures.map(({ change }) => change)).toContainEqual(
      expect.objectContaining({ kind: 'memory', from: 1792, to: 1536 }),
    );
  });

  it('4. 23rd 14:16, eight and two nodes: all can be deployed again; five would be enough', () => {
    expect(pools(fourth).map(stuck)).toEqual([[], []]);
    expect([fewest(fourth, 0), fewest(fourth, 1)]).toEqual([5, 2]);
  });

  it('5. 23rd 15:17, ten nodes: nothing is better, for no more than four have a task', () => {
    const [arm64] = pools(fifth);
    expect(arm64).toMatchObject({ used: 4, nodes: { length: 10 } });
    expect(fewest(fifth, 0)).toBe(5);
  });

  it('6. 23rd 18:20, six nodes: nothing is worse', () => {
    expect(pools(sixth).map(stuck)).toEqual([[], []]);
  });

  it('7. 24th, web and rpc back to 1024: three nodes would be enough, and six stay', () => {
    expect(pools(seventh)[0]).toMatchObject({ used: 3, nodes: { length: 6 } });
    expect(fewest(seventh, 0)).toBe(3);
  });
});
