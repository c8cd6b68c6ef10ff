import { spawnSync } from 'node:child_process';
import { planPool } from '../tools/outlook/src/capacity/pool-plan';
import { testLoad, testPool, TestWorkload } from '../tools/outlook/src/testing';

/**
 * `npx tsx bench/capacity.ts`: how long it takes to answer every question about a pool of 1,000 services on 200 nodes, how much
 * memory the process then had at most, and how both grow from 250 services to 4,000, a node for five of them. The times are
 * this machine's; the ratios are what can be compared.
 */
const runs = 5;

interface Measured {
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

function measure(count: number): Measured {
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

/** In a process of its own, with as little memory as it can do with: what is not needed is collected at once. */
function measuredApart(count: number): Measured {
  const node = ['--max-semi-space-size=1', '--import', 'tsx', __filename, String(count)];
  const { stdout, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

function bench(): void {
  const alone = measuredApart(1).mebibytes;
  const measured = [250, 500, 1000, 2000, 4000].map((count) => {
    const { mebibytes, ...rest } = measuredApart(count);
    return { count, ...rest, mebibytes: mebibytes - alone };
  });
  for (const { count, seconds, mebibytes, nodes, used } of measured) {
    const each = (mebibytes * 1024) / count;
    console.log(
      `${count} services: ${seconds.toFixed(3)} s, ${mebibytes.toFixed(0)} MiB more than for one (${each.toFixed(0)} KiB each), ${used} of ${nodes} nodes with tasks`,
    );
  }
  for (const [index, { count, seconds }] of measured.slice(1).entries()) {
    const less = measured[index]!;
    console.log(`${count}/${less.count}: ${(seconds / less.seconds).toFixed(1)} times the time`);
  }
}

const [, , count] = process.argv;
if (count) console.log(JSON.stringify(measure(Number(count))));
else bench();
