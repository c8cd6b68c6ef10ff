import { Workload } from '../estate';
import { Cluster } from './cluster';
import { Node } from './node';
import { canRoll, leastTasks, mostTasks } from './rolling';
import { largestFirst } from './settle';
import { PoolLoad } from './pool-load';

/** How the nodes of a pool are replaced, one after another, when they get another image. */
export interface ImageRoll {
  /** Whether there may be one node more than the pool keeps: the new one starts before the old one ends. */
  readonly roomForNewNode: boolean;
  /** The services that cannot leave their node: a node that drains waits for them, for up to 48 hours. */
  readonly stuck: readonly Workload[];
}

/** Replaces each node by a new one, whose tasks move as ECS drains it. What is tried is undone. */
export function rollImage(cluster: Cluster, load: PoolLoad): ImageRoll {
  const { pool } = load;
  const launchFirst = pool.replacementPercent > 100;
  const roomForNewNode = !launchFirst || cluster.nodes.length < pool.max;
  if (!roomForNewNode) return { roomForNewNode, stuck: [] };
  return cluster.trial(() => {
    const stuck = [...cluster.nodes].flatMap((node) => {
      if (launchFirst) cluster.addNode(node.zone);
      const held = drain(cluster, load, node);
      if (!launchFirst) cluster.addNode(node.zone);
      return held;
    });
    return { roomForNewNode, stuck: [...new Set(stuck)] };
  });
}

/** Moves what is on a node to others. Gives what cannot be moved. */
function drain(cluster: Cluster, load: PoolLoad, node: Node): Workload[] {
  return largestFirst(load, cluster.close(node)).filter((service) => !move(cluster, service, node));
}

/** A new task first, where more than the number may run; else the old one ends first, where fewer may. */
function move(cluster: Cluster, service: Workload, node: Node): boolean {
  const count = cluster.nodesOf(service).length;
  if (!canRoll(service, count)) return false;
  if (mostTasks(service, count) > count && cluster.place(service)) {
    cluster.remove(service, node);
    return true;
  }
  if (leastTasks(service, count) === count) return false;
  cluster.remove(service, node);
  return cluster.place(service) !== undefined;
}
