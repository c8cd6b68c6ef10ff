import { planPool } from '../tools/outlook/src/capacity/pool-plan';
import { testLoad, testPool, TestWorkload } from '../tools/outlook/src/testing';

/** `tsx bench/plan-pool.ts 1000`: answers every question about a pool of so many services, a node for five of them. */
const runs = 5;

export interface PoolPlanned {
  /** The median of several runs, of the processor's time: others work on this machine, too. */
  readonly seconds: number;
  /** The most memory that the process had. */
  readonly mebibytes: number;
  readonly nodes: number;
  readonly used: number;
}

/** Services of the sizes that there are, ten to an application, each deployed as constructs do it. */
function services(count: number): Record<string, TestWorkload> {
  const sizes = [128, 256, 256, 512, 256, 128, 512, 256, 384, 64];
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const memoryMebibytes = sizes[index % sizes.length] ?? 256;
      const application = `application${Math.floor(index / 10)}`;
      const scaled = index % 50 === 0 ? { tasks: 2, most: 4 } : {};
      return [`service${index}`, { application, memoryMebibytes, cpuUnits: memoryMebibytes, ...scaled }];
    }),
  );
}

function measure(count: number): PoolPlanned {
  const pool = testPool({ min: 3, max: Math.max(count / 5, 3), targetCapacity: 90 });
  const results = Array.from({ length: runs + 1 }, () => {
    const load = testLoad(pool, services(count));
    const started = process.cpuUsage();
    const { nodes, used } = planPool(load);
    const { user, system } = process.cpuUsage(started);
    return { seconds: (user + system) / 1e6, nodes: nodes.length, used };
  }).slice(1); // The first one also warms up.
  const median = results.sort((one, other) => one.seconds - other.seconds)[Math.floor(runs / 2)]!;
  return { ...median, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

console.log(JSON.stringify(measure(Number(process.argv[2]))));
