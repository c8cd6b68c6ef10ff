import { planPool } from '../tools/outlook/src/capacity/pool-plan';
import { testLoad, testPool, TestWorkload } from '../tools/outlook/src/testing';

/**
 * `npx tsx --expose-gc bench/capacity.ts`: how long it takes to answer every question about a pool of 1,000 services on 200
 * nodes, and how that and the memory it holds grow from 250 services to 2,000, a node for five of them. The times are this
 * machine's; the ratios are what can be compared.
 */
const runs = 5;

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

/** The median of several runs: the processor's time, and the memory that the answer holds. */
function measure(count: number): { seconds: number; mebibytes: number; nodes: number; used: number } {
  const pool = testPool({ min: 3, max: count / 5, targetCapacity: 90 });
  const results = Array.from({ length: runs + 1 }, () => {
    const load = testLoad(pool, services(count));
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const started = process.cpuUsage();
    const plan = planPool(load);
    const { user, system } = process.cpuUsage(started); // Of the processor's time: others work on this machine, too.
    const seconds = (user + system) / 1e6;
    globalThis.gc?.();
    const mebibytes = (process.memoryUsage().heapUsed - before) / 1024 ** 2;
    return { seconds, mebibytes, nodes: plan.nodes.length, used: plan.used };
  }).slice(1); // The first one also warms up.
  return results.sort((one, other) => one.seconds - other.seconds)[Math.floor(runs / 2)]!;
}

function bench(): void {
  const measured = [250, 500, 1000, 2000].map((count) => ({ count, ...measure(count) }));
  for (const { count, seconds, mebibytes, nodes, used } of measured) {
    console.log(
      `${count} services: ${seconds.toFixed(3)} s, ${mebibytes.toFixed(2)} MiB, ${used} of ${nodes} nodes with tasks`,
    );
  }
  for (const [index, { count, seconds, mebibytes }] of measured.slice(1).entries()) {
    const less = measured[index]!;
    const [time, memory] = [seconds / less.seconds, mebibytes / less.mebibytes].map((ratio) =>
      ratio.toFixed(1),
    );
    console.log(`${count}/${less.count}: ${time} times the time, ${memory} times the memory`);
  }
}

bench();
