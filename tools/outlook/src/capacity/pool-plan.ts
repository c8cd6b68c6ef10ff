import { NodePool, Workload } from '../estate';
import { tasksOn } from './cluster';
import { Cure, curesFor } from './cures';
import { BusyDay, busyDay, Growth, growthOf } from './growth';
import { ImageRoll, rollImage } from './image-roll';
import { Loss, worstNodeLoss, ZoneLoss, zoneLosses } from './losses';
import { Node } from './node';
import { PoolLoad } from './pool-load';
import { Room, roomIn, Spare, spareNodes } from './room';
import { areProblems, Deploys, deploysOf, Problems, problemsIn } from './problems';
import { settle } from './settle';

/** A node with what runs on it at rest. */
export interface PlannedNode {
  readonly number: number;
  readonly zone: string;
  /** Its tasks; a workload with two of them is there twice. */
  readonly tasks: readonly Workload[];
  /** What its tasks leave. */
  readonly left: { readonly cpuUnits: number; readonly memoryMebibytes: number };
}

/** What is known of a node pool before anything is applied. */
export interface PoolPlan extends Deploys {
  readonly pool: NodePool;
  /** With an ordinary load: the nodes that managed scaling keeps, with their tasks. */
  readonly nodes: readonly PlannedNode[];
  /** How many of them have tasks. */
  readonly used: number;
  readonly problems: Problems;
  /** The smallest changes by which the problems are gone; none where there are none, or nothing small is enough. */
  readonly cures: readonly Cure[];
  readonly nodeLoss?: Loss;
  readonly zoneLosses: readonly ZoneLoss[];
  readonly imageRoll: ImageRoll;
  readonly growth: readonly Growth[];
  readonly busyDay: BusyDay;
  readonly room: Room;
  /** How many nodes at rest spare tasks a wait when a node or a zone is lost. */
  readonly spare: Spare;
}

/** Asks every question about the capacity of a node pool. */
export function planPool(load: PoolLoad): PoolPlan {
  const settled = settle(load);
  const { cluster, used } = settled;
  const nodes = cluster.nodes.map(planned); // Before anything is tried, which may change the order of their tasks.
  const deploys = deploysOf(load, settled);
  const problems = problemsIn(load, settled, deploys);
  return {
    pool: load.pool,
    nodes,
    used,
    ...deploys,
    problems,
    cures: areProblems(problems) ? curesFor(load, problems) : [],
    nodeLoss: worstNodeLoss(cluster, load),
    zoneLosses: zoneLosses(cluster, load),
    imageRoll: rollImage(cluster, load),
    growth: growthOf(settled, load),
    busyDay: busyDay(load),
    room: roomIn(load),
    spare: spareNodes(load, cluster.nodes.length),
  };
}

function planned(node: Node): PlannedNode {
  const { number, zone, cpuUnits, memoryMebibytes } = node;
  return { number, zone, tasks: tasksOn(node), left: { cpuUnits, memoryMebibytes } };
}
