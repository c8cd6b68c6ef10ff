import { NodePool, Workload } from '../estate';

/** A node pool, and everything that runs on it: all that the questions about its capacity are asked of. */
export interface PoolLoad {
  readonly pool: NodePool;
  readonly workloads: readonly Workload[];
}

/** What runs on every node. */
export function everyNodeOf({ workloads }: PoolLoad): Workload[] {
  return workloads.filter(({ onEveryNode }) => onEveryNode);
}

/** The services that run a number of tasks. */
export function servicesOf({ workloads }: PoolLoad): Workload[] {
  return workloads.filter(({ rolling, onEveryNode }) => rolling !== undefined && !onEveryNode);
}

/** What ends: jobs and one-off tasks. */
export function runsOf({ workloads }: PoolLoad): Workload[] {
  return workloads.filter(({ run }) => run !== undefined);
}

/** The most nodes: what a pool is limited to, or what it has where ECS does not decide how many there are. */
export function mostNodes({ min, max, targetCapacity }: NodePool): number {
  return targetCapacity === undefined ? min : max;
}
