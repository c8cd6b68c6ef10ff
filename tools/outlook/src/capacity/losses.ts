import { Workload } from '../estate';
import { Cluster } from './cluster';
import { Node } from './node';
import { largestFirst } from './settle';
import { PoolLoad } from './pool-load';

/** What becomes of tasks whose nodes are gone. */
export interface Loss {
  /** The numbers of the nodes that are lost. */
  readonly nodes: readonly number[];
  /** How many tasks were on them, and start again elsewhere. */
  readonly tasks: number;
  /** Those that find no room on the other nodes, one for each task: they wait until Auto Scaling has replaced the nodes. */
  readonly waiting: readonly Workload[];
  /** The services that have no task left until one of them runs elsewhere. */
  readonly interrupted: readonly Workload[];
}

/** A zone that is lost, with its nodes. */
export interface ZoneLoss extends Loss {
  readonly zone: string;
}

/** The loss of the one node that most tasks wait after, or that has most tasks. */
export function worstNodeLoss(cluster: Cluster, load: PoolLoad): Loss | undefined {
  const losses = cluster.nodes.map((node) => lose(cluster, load, [node]));
  return losses.sort((one, other) => other.waiting.length - one.waiting.length || other.tasks - one.tasks)[0];
}

/** The loss of each zone. */
export function zoneLosses(cluster: Cluster, load: PoolLoad): ZoneLoss[] {
  return load.pool.zones.map((zone) => ({
    zone,
    ...lose(
      cluster,
      load,
      cluster.nodes.filter((node) => node.zone === zone),
    ),
  }));
}

function lose(cluster: Cluster, load: PoolLoad, lost: readonly Node[]): Loss {
  return cluster.trial(() => {
    const tasks = lost.flatMap((node) => cluster.close(node));
    const interrupted = [...new Set(tasks)].filter((service) =>
      cluster.nodesOf(service).every(({ isOpen }) => !isOpen),
    );
    const waiting = largestFirst(load, tasks).filter((task) => !cluster.place(task));
    return { nodes: lost.map(({ number }) => number), tasks: tasks.length, waiting, interrupted };
  });
}
