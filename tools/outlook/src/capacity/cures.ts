import { Workload } from '../estate';
import { first } from './first';
import { mostNodes, PoolLoad, servicesOf } from './pool-load';
import { areProblems, Problems, problemsOf } from './problems';
import { largestFirst } from './settle';

/** A change by which problems are gone. */
export type Change =
  | { readonly kind: 'nodes'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'memory' | 'cpu';
      readonly workload: Workload;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'minimumHealthyPercent';
      readonly workload: Workload;
      readonly from: number;
      readonly to: number;
    };

/** A change, and what it cures: everything that is wrong with the pool, or what is wrong with one service. */
export interface Cure {
  readonly change: Change;
  readonly cures: 'everything' | Workload;
}

/**
 * The smallest changes that cure a pool, one of each kind that does: more nodes; less memory or CPU of one service; and for
 * a service that is stuck, percentages that let an old task end first. Each was tried.
 */
export function curesFor(load: PoolLoad, problems: Problems): Cure[] {
  const size = ([moreNodes(load), smaller(load, problems, 'memory'), smaller(load, problems, 'cpu')] as const)
    .flatMap((change) => change ?? [])
    .map((change): Cure => ({ change, cures: 'everything' }));
  // Where tasks find no room to run, other percentages make none.
  return problems.unplaced.length > 0 ? size : [...size, ...otherPercentages(load, problems)];
}

/** The load as it is after a change. */
export function changed(load: PoolLoad, change: Change): PoolLoad {
  const { pool, workloads } = load;
  if (change.kind === 'nodes') {
    const min = pool.targetCapacity === undefined ? change.to : pool.min;
    return { ...load, pool: { ...pool, min, max: change.to } };
  }
  const other = (workload: Workload): Workload => {
    const { size, rolling } = workload;
    if (change.kind === 'memory') return { ...workload, size: { ...size, memoryMebibytes: change.to } };
    if (change.kind === 'cpu') return { ...workload, size: { ...size, cpuUnits: change.to } };
    return { ...workload, rolling: rolling && { ...rolling, [change.kind]: change.to } };
  };
  return { ...load, workloads: workloads.map((each) => (each === change.workload ? other(each) : each)) };
}

function isCured(load: PoolLoad, change: Change): boolean {
  return !areProblems(problemsOf(changed(load, change)));
}

/** A pool beyond this is another pool. */
const mostTimes = 2;
const mostMore = 10;

function moreNodes(load: PoolLoad): Change | undefined {
  const from = mostNodes(load.pool);
  const change = (to: number): Change => ({ kind: 'nodes', from, to });
  const to = first(from + 1, from * mostTimes + mostMore, (nodes) => isCured(load, change(nodes)));
  return to === undefined ? undefined : change(to);
}

/** How many services are tried: those that find no room, and the largest beside them. */
const mostTried = 8;

/** In steps as people write sizes. */
const step = { memory: 32, cpu: 32 } as const;

/** The service that has to give up the least, and no more than half of what it has. */
function smaller(load: PoolLoad, problems: Problems, kind: 'memory' | 'cpu'): Change | undefined {
  const found = candidates(load, problems).flatMap((workload): Change[] => {
    const from = kind === 'memory' ? workload.size.memoryMebibytes : workload.size.cpuUnits;
    const change = (steps: number): Change => ({
      kind,
      workload,
      from,
      to: roundedDown(from, steps, step[kind]),
    });
    const most = Math.floor(from / 2 / step[kind]);
    const steps = first(1, most, (each) => isCured(load, change(each)));
    return steps === undefined ? [] : [change(steps)];
  });
  return found.sort((one, other) => one.from - one.to - (other.from - other.to))[0];
}

function candidates(load: PoolLoad, { tooLarge, unplaced, stuck, waiting }: Problems): Workload[] {
  const troubled = [...[...tooLarge, ...unplaced].map(({ workload }) => workload), ...stuck, ...waiting];
  const largest = largestFirst(load, servicesOf(load));
  return [...new Set([...troubled, ...largest])].slice(0, mostTried);
}

/** So many steps below a size, on a whole step. */
function roundedDown(from: number, steps: number, size: number): number {
  return (Math.ceil(from / size) - steps) * size;
}

function otherPercentages(load: PoolLoad, { neverRolls, stuck }: Problems): Cure[] {
  return [...neverRolls, ...stuck].flatMap((workload): Cure[] => {
    const count = workload.count.atRest;
    const from = workload.rolling?.minimumHealthyPercent ?? 100;
    const change: Change = {
      kind: 'minimumHealthyPercent',
      workload,
      from,
      to: Math.min(from, Math.floor(((count - 1) * 100) / count)),
    };
    return isFree(changed(load, change), workload.id) ? [{ change, cures: workload }] : [];
  });
}

/** Whether nothing is wrong with a service any more. */
function isFree(load: PoolLoad, id: string): boolean {
  const { neverRolls, stuck } = problemsOf(load);
  return ![...neverRolls, ...stuck].some((workload) => workload.id === id);
}

/** The fewest nodes on which everything runs and can be deployed; none where more than a pool may have are needed. */
export function fewestNodes(load: PoolLoad): number | undefined {
  const [from, to] = [
    Math.max(load.pool.targetCapacity === undefined ? 1 : load.pool.min, 1),
    mostNodes(load.pool),
  ];
  return first(from, to, (nodes) => isCured(load, { kind: 'nodes', from: to, to: nodes }));
}
