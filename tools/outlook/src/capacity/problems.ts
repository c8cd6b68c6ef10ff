import { Workload } from '../estate';
import { Cluster } from './cluster';
import { applicationRolls, ApplicationRoll, estateRoll } from './deploys';
import { Lack, lackOf } from './node';
import { everyNodeOf, mostNodes, PoolLoad, runsOf, servicesOf } from './pool-load';
import { canRoll, Roll, roll } from './rolling';
import { closestLack, Settled, settle, start, Unplaced } from './settle';

/** What must not be: something that never runs, or can never be deployed again. */
export interface Problems {
  /** What fits on no node, not even an empty one. */
  readonly tooLarge: readonly { readonly workload: Workload; readonly lack: Lack }[];
  /** What finds no room on the most nodes; a job or one-off task beside everything at rest. */
  readonly unplaced: readonly Unplaced[];
  /** The services whose percentages let no deploy begin, however much room there is. */
  readonly neverRolls: readonly Workload[];
  /** The services whose deploy does not come to its end for want of room: alone, with their application, or with everything. */
  readonly stuck: readonly Workload[];
  /** The one-off tasks that find no room before a deploy. */
  readonly waiting: readonly Workload[];
}

/** The deploys of a pool: what {@link Problems} are found in. */
export interface Deploys {
  readonly stuckAlone: readonly Workload[];
  readonly applications: readonly ApplicationRoll[];
  /** Everything at once. */
  readonly estate: Roll;
}

/** Whether there is any. */
export function areProblems(problems: Problems): boolean {
  return Object.values(problems).some((found: readonly unknown[]) => found.length > 0);
}

export function problemsOf(load: PoolLoad): Problems {
  const settled = settle(load);
  return problemsIn(load, settled, deploysOf(load, settled));
}

/** Tries every deploy there is: of each service alone, of each application, of everything at once. */
export function deploysOf(load: PoolLoad, { cluster }: Settled): Deploys {
  return {
    stuckAlone: servicesOf(load).filter((service) => roll(cluster, load, [service]).stuck.length > 0),
    applications: applicationRolls(cluster, load),
    estate: estateRoll(cluster, load),
  };
}

export function problemsIn(load: PoolLoad, settled: Settled, deploys: Deploys): Problems {
  const tooLarge = tooLargeOf(load);
  const isTooLarge = (workload: Workload) => tooLarge.some((each) => each.workload === workload);
  const neverRolls = servicesOf(load).filter((service) => !canRoll(service, service.count.atRest));
  const rolls = [...deploys.applications, deploys.estate];
  const stuck = new Set([...deploys.stuckAlone, ...rolls.flatMap((each) => each.stuck)]);
  const unplaced = [...settled.unplaced, ...unplacedRuns(settled.cluster, load)];
  const waiting = new Set(rolls.flatMap((each) => each.waiting));
  return {
    tooLarge,
    unplaced: unplaced.filter(({ workload }) => !isTooLarge(workload)),
    neverRolls,
    stuck: [...stuck].filter((service) => !neverRolls.includes(service)),
    waiting: [...waiting].filter((task) => !unplaced.some(({ workload }) => workload === task)),
  };
}

function tooLargeOf(load: PoolLoad): { workload: Workload; lack: Lack }[] {
  const empty = new Cluster(load.pool, everyNodeOf(load)).addNode();
  return load.workloads.flatMap((workload) => {
    const lack = workload.onEveryNode ? undefined : lackOf(empty, workload);
    return lack ? [{ workload, lack }] : [];
  });
}

/** The jobs and one-off tasks that find no room beside everything at rest, each by itself. */
function unplacedRuns(cluster: Cluster, load: PoolLoad): Unplaced[] {
  return runsOf(load).flatMap((workload) =>
    cluster.trial(() => {
      if (start(cluster, workload, mostNodes(load.pool))) return [];
      return [{ workload, tasks: 1, lack: closestLack(cluster, workload) }];
    }),
  );
}
