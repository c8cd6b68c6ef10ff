import { Workload } from '../estate';
import { Cluster } from './cluster';
import { Lack, lackOf } from './node';
import { everyNodeOf, mostNodes, PoolLoad, servicesOf } from './pool-load';

/** A task for which no node has room, however many the pool may have. */
export interface Unplaced {
  readonly workload: Workload;
  /** How many of its tasks find no room. */
  readonly tasks: number;
  /** What the closest node lacks. */
  readonly lack: Lack;
}

/** A pool once everything has started that finds room. */
export interface Settled {
  readonly cluster: Cluster;
  /** How many nodes have tasks. */
  readonly used: number;
  /** How many nodes ECS keeps: some are ready for the next tasks, where the pool is not to be full. */
  readonly nodes: number;
  readonly unplaced: readonly Unplaced[];
}

/** How many tasks of a service run. */
export type CountOf = (service: Workload) => number;

/** With an ordinary load. */
export const atRest: CountOf = ({ count }) => count.atRest;

/** With all the load that services may grow by. */
export const atMost: CountOf = ({ count }) => Math.max(count.max, count.atRest);

/**
 * Starts every service, the largest tasks first, and adds a node whenever one finds no room, as managed scaling does. The
 * order is the one in which the fewest nodes are needed; ECS tries what found no room again and again, so that what fits
 * comes to run.
 */
export function settle(load: PoolLoad, countOf: CountOf = atRest): Settled {
  const { pool } = load;
  const cluster = new Cluster(pool, everyNodeOf(load));
  cluster.growTo(pool.min);
  const unplaced = startAll(
    cluster,
    load,
    largestFirst(load, servicesOf(load)).map((workload) => ({ workload, tasks: countOf(workload) })),
  );
  const used = cluster.usedNodes;
  const nodes = keptNodes(load, used);
  cluster.growTo(nodes);
  return { cluster, used, nodes, unplaced };
}

/** Starts tasks, adding nodes up to the most. Gives those that find no room. */
export function startAll(
  cluster: Cluster,
  { pool }: PoolLoad,
  wanted: readonly { readonly workload: Workload; readonly tasks: number }[],
): Unplaced[] {
  return wanted.flatMap(({ workload, tasks }) => {
    for (let started = 0; started < tasks; started += 1) {
      if (start(cluster, workload, mostNodes(pool))) continue;
      return [{ workload, tasks: tasks - started, lack: closestLack(cluster, workload) }];
    }
    return [];
  });
}

/** Starts one task, on a new node where no other has room. */
export function start(cluster: Cluster, workload: Workload, most: number): boolean {
  if (cluster.place(workload)) return true;
  if (cluster.openNodes >= most) return false;
  return cluster.addNodeFor(() => cluster.place(workload) !== undefined);
}

/** First what is choosy about its node, then what is largest for it. */
export function largestFirst({ pool }: PoolLoad, workloads: readonly Workload[]): Workload[] {
  const { registered } = pool;
  const share = ({ size }: Workload) =>
    Math.max(size.cpuUnits / registered.cpuUnits, size.memoryMebibytes / registered.memoryMebibytes);
  const bound = ({ size, distinctInstances }: Workload) =>
    Number(size.hostPorts.length > 0 || size.networkInterface || distinctInstances);
  return [...workloads].sort((one, other) => bound(other) - bound(one) || share(other) - share(one));
}

/**
 * How many nodes managed scaling keeps where so many have tasks: as many as make those the pool's target of all, within
 * its least and its most. Source: AWS Containers Blog, "Deep Dive on Amazon ECS Cluster Auto Scaling".
 */
export function keptNodes({ pool }: PoolLoad, used: number): number {
  const { min, max, targetCapacity } = pool;
  if (targetCapacity === undefined) return min;
  return Math.max(min, Math.min(max, Math.ceil((used * 100) / targetCapacity)));
}

/** What the node lacks that comes closest to having room, as ECS's event names it. */
export function closestLack(cluster: Cluster, workload: Workload): Lack {
  const lacks = cluster.nodes.filter(({ isOpen }) => isOpen).map((node) => lackOf(node, workload));
  const order: readonly (Lack | undefined)[] = [
    'DISTINCT_INSTANCE',
    'PORT',
    'NETWORK_INTERFACE',
    'MEMORY',
    'CPU',
  ];
  return order.find((lack) => lack && lacks.includes(lack)) ?? 'MEMORY';
}
