import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Benchmark, rounded, times } from './figures';
import { PoolPlanned } from './plan-pool';

const counts = [250, 500, 1000, 2000, 4000];

/** In a process of its own, with as little memory as it can do with: what is not needed is collected at once. */
function planned(count: number): PoolPlanned {
  const program = join(__dirname, 'plan-pool.ts');
  const node = ['--max-semi-space-size=1', '--import', 'tsx', program, String(count)];
  return JSON.parse(execFileSync(process.execPath, node, { encoding: 'utf8' }));
}

/** Every question about a pool: does it fit, can all roll, what is lost with a node or a zone. */
export const capacity: Benchmark = async () => {
  const alone = planned(1).mebibytes;
  const all = counts.map((count) => ({ count, ...planned(count) }));
  const at = (count: number) => all.find((each) => each.count === count)!;
  return {
    title: 'Capacity',
    how:
      'Every question about one pool, a node for five services, ten services to an application. Time of the processor, median of five; the most ' +
      'memory of a process that is given as little as it can do with, above what one service takes.',
    columns: ['services', 'nodes', 'seconds of CPU', 'MiB'],
    rows: all.map(({ count, nodes, seconds, mebibytes }) => [
      count,
      nodes,
      rounded(seconds),
      Math.round(mebibytes - alone),
    ]),
    says: [
      `1,000 services take ${rounded(at(1000).seconds)} s, ${times(at(1000).seconds, at(250).seconds)} as long as 250; 4,000 take ${times(at(4000).seconds, at(1000).seconds)} as long as 1,000.`,
    ],
    curve: {
      ...{ across: 'services', up: 'seconds of CPU', at: counts },
      lines: { 'one pool': all.map(({ seconds }) => rounded(seconds)) },
    },
  };
};
