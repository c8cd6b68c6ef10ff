import { Workload } from '../estate';
import { Cluster } from './cluster';
import { Node } from './node';
import { largestFirst, start } from './settle';
import { mostNodes, PoolLoad } from './pool-load';

/** How a deploy goes. */
export interface Roll {
  /** The services that never come to run what is deployed. */
  readonly stuck: readonly Workload[];
  /** The one-off tasks for which there is no room before it. */
  readonly waiting: readonly Workload[];
  /** How many nodes it needs. */
  readonly nodes: number;
}

/** A service in a deploy: its old tasks, and how many new ones there are. */
interface Rolling {
  readonly service: Workload;
  readonly wanted: number;
  readonly old: Node[];
  started: number;
}

/**
 * Deploys services at once, step by step as ECS does it: it starts new tasks while no more run than the maximum, and stops
 * old ones while no fewer are healthy than the minimum, until there is no old one left or nothing can be done. One-off
 * tasks run before them, beside all that runs, and end. What is tried is undone.
 */
export function roll(
  cluster: Cluster,
  load: PoolLoad,
  services: readonly Workload[],
  before: readonly Workload[] = [],
): Roll {
  const most = mostNodes(load.pool);
  return cluster.trial(() => {
    const waiting = before.filter((task) => !start(cluster, task, most));
    const needed = cluster.usedNodes;
    for (const task of before) for (const node of cluster.nodesOf(task)) cluster.remove(task, node);
    const rolling = largestFirst(load, services).map((service): Rolling => {
      const old = cluster.nodesOf(service);
      return { service, wanted: old.length, old, started: 0 };
    });
    const nodes = toTheEnd(cluster, rolling, most);
    const stuck = rolling.filter(isUnfinished).map(({ service }) => service);
    return { stuck, waiting, nodes: Math.max(needed, nodes) };
  });
}

/** Takes steps until none changes anything. Gives how many nodes had tasks when most did. */
function toTheEnd(cluster: Cluster, rolling: readonly Rolling[], most: number): number {
  let nodes = cluster.usedNodes;
  let unfinished = rolling.filter(isUnfinished);
  for (let moved = true; moved && unfinished.length > 0;) {
    const started = unfinished.map((each) => startNew(cluster, each, most));
    nodes = Math.max(nodes, cluster.usedNodes);
    const stopped = unfinished.map((each) => stopOld(cluster, each));
    moved = [...started, ...stopped].some((count) => count > 0);
    unfinished = unfinished.filter(isUnfinished);
  }
  return nodes;
}

const isUnfinished = ({ old, started, wanted }: Rolling) => old.length > 0 || started < wanted;

function startNew(cluster: Cluster, rolling: Rolling, most: number): number {
  const { service, wanted, old } = rolling;
  const limit = mostTasks(service, wanted);
  const before = rolling.started;
  while (rolling.started < wanted && old.length + rolling.started < limit) {
    if (!start(cluster, service, most)) break;
    rolling.started += 1;
  }
  return rolling.started - before;
}

function stopOld(cluster: Cluster, { service, wanted, old, started }: Rolling): number {
  const least = leastTasks(service, wanted);
  const before = old.length;
  while (old.length > 0 && old.length + started > least) {
    const node = old.shift();
    if (node) cluster.remove(service, node);
  }
  return before - old.length;
}

/** The most tasks that run in a deploy: rounded down. Source: ECS API reference, DeploymentConfiguration. */
export function mostTasks({ rolling }: Workload, count: number): number {
  return Math.floor((count * (rolling?.maximumPercent ?? 200)) / 100);
}

/** The fewest that have to be healthy: rounded up. */
export function leastTasks({ rolling }: Workload, count: number): number {
  return Math.ceil((count * (rolling?.minimumHealthyPercent ?? 100)) / 100);
}

/** Whether a deploy of so many tasks can begin at all, however much room there is. */
export function canRoll(service: Workload, count: number): boolean {
  return count === 0 || mostTasks(service, count) > count || leastTasks(service, count) < count;
}
