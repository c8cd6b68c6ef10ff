import { Application } from '../estate/application';
import { Workload } from '../estate/workloads';
import { Line, Part, sumOf } from './line';
import { PoolAtRest } from './node-counts';

/** What an application pays of something that is shared. */
export interface Share {
  readonly part: Part;
  /** What is shared: `the nodes platform-prod-arm64`. */
  readonly of: string;
  /** Who takes it: a workload (`grades-prod/backend`) or a stack. */
  readonly taker: string;
  /** The stack whose bill it is on. */
  readonly stack: string;
  /** How much of it, of how much, and of what: 256 of 5632 MiB. */
  readonly weight: number;
  readonly whole: number;
  readonly unit: string;
  readonly dollars: number;
}

type Taker = Pick<Share, 'taker' | 'stack' | 'weight'>;

/** Something that is shared, and by whom: each pays in proportion to its weight. */
interface Shared extends Pick<Share, 'part' | 'of' | 'unit' | 'dollars'> {
  readonly takers: readonly Taker[];
}

/** By what a part of a platform is shared among its applications; what is not here, in equal parts. */
type Rule = (applications: readonly Application[]) => Omit<Shared, 'part' | 'dollars'>;

const rules: Partial<Record<Part, Rule>> = {
  gateway: (applications) => ({
    of: 'the gateway',
    unit: 'services behind it',
    takers: workloadsBy(applications, ({ kind }) => Number(kind === 'web')),
  }),
  'way out': (applications) => ({
    of: 'the way out',
    unit: 'tasks',
    takers: workloadsBy(applications, ({ count }) => count.atRest),
  }),
  database: (applications) => ({
    of: 'the database server',
    unit: 'connections',
    takers: stacksBy(applications, ({ databases }) =>
      databases.reduce((sum, { connections }) => sum + connections, 0),
    ),
  }),
};

/** The shares of what a platform costs. What nobody takes of, such as a pool without tasks, is on no application's bill. */
export function platformShares(
  lines: readonly Line[],
  pools: readonly PoolAtRest[],
  applications: readonly Application[],
): Share[] {
  const ofPools = pools.map((pool) => nodesOf(pool, lines, applications));
  const ruled = Object.entries(rules).map(([part, rule]): Shared => ({
    ...rule(applications),
    part: part as Part,
    dollars: sumOf(lines.filter((each) => each.part === part)),
  }));
  const inPools = new Set(pools.map(({ group }) => group.constructPath));
  const others = lines.filter(({ part, of }) => !rules[part] && !inPools.has(of));
  return [...ofPools, ...ruled].flatMap(sharesOf).concat(equalShares('the platform', others, applications));
}

/** What belongs to nobody in particular, in equal parts for everybody: alarms, logs, zones, states. */
export function equalShares(
  of: string,
  lines: readonly Line[],
  applications: readonly Application[],
): Share[] {
  const parts = [...new Set(lines.map(({ part }) => part))];
  return parts.flatMap((part) =>
    sharesOf({
      part,
      of: `the ${part} of ${of}`,
      dollars: sumOf(lines.filter((each) => each.part === part)),
      unit: 'environments',
      takers: stacksBy(applications, () => 1),
    }),
  );
}

/** Nodes are shared by what they run out of first: memory or CPU. */
function nodesOf(
  { pool, group, binds }: PoolAtRest,
  lines: readonly Line[],
  applications: readonly Application[],
): Shared {
  return {
    part: 'nodes',
    of: `the nodes ${pool.name}`,
    dollars: sumOf(lines.filter(({ of }) => of === group.constructPath)),
    unit: binds === 'cpuUnits' ? 'CPU units' : 'MiB',
    takers: workloadsBy(applications, (each) =>
      each.pool === pool.name ? each.count.atRest * each.size[binds] : 0,
    ),
  };
}

function workloadsBy(
  applications: readonly Application[],
  weightOf: (workload: Workload) => number,
): Taker[] {
  return applications.flatMap(({ name, workloads }) =>
    workloads.map((workload) => ({ stack: name, taker: workload.id, weight: weightOf(workload) })),
  );
}

function stacksBy(
  applications: readonly Application[],
  weightOf: (application: Application) => number,
): Taker[] {
  return applications.map((each) => ({ stack: each.name, taker: each.name, weight: weightOf(each) }));
}

function sharesOf({ takers, dollars, ...shared }: Shared): Share[] {
  const whole = takers.reduce((sum, { weight }) => sum + weight, 0);
  return takers
    .filter(({ weight }) => weight > 0)
    .map((taker) => ({ ...shared, ...taker, whole, dollars: (dollars * taker.weight) / whole }));
}
