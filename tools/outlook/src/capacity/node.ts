import { Registered, Workload } from '../estate';

/** A node with the tasks that are on it. Only its {@link Cluster} changes it. */
export interface Node {
  /** Which of the pool's nodes it is, from 1. */
  readonly number: number;
  readonly zone: string;
  /** What it still offers. */
  cpuUnits: number;
  memoryMebibytes: number;
  networkInterfaces: number;
  /** Ports of its own that tasks took. */
  readonly hostPorts: Set<number>;
  /** Whether tasks may be placed on it: not on one that is lost, or about to end. */
  isOpen: boolean;
  /** How many tasks of each workload are on it. */
  readonly tasks: Map<Workload, number>;
}

/** Ports that are the node's, its agent's and Docker's. Source: ECS API reference, PortMapping, `hostPort`. */
const reservedPorts = [22, 2375, 2376, 51678, 51679];

export function emptyNode(number: number, zone: string, registered: Registered): Node {
  return { number, zone, ...registered, hostPorts: new Set(reservedPorts), isOpen: true, tasks: new Map() };
}

/** Why a task cannot be placed on a node, in ECS's words. */
export type Lack = 'CPU' | 'MEMORY' | 'PORT' | 'NETWORK_INTERFACE' | 'DISTINCT_INSTANCE';

/** What a node lacks for a task, the first of it; nothing when it has room. */
export function lackOf(node: Node, workload: Workload): Lack | undefined {
  const { size, distinctInstances } = workload;
  if (size.cpuUnits > node.cpuUnits) return 'CPU';
  if (size.memoryMebibytes > node.memoryMebibytes) return 'MEMORY';
  if (size.hostPorts.some((port) => node.hostPorts.has(port))) return 'PORT';
  if (size.networkInterface && node.networkInterfaces === 0) return 'NETWORK_INTERFACE';
  if (distinctInstances && node.tasks.has(workload)) return 'DISTINCT_INSTANCE';
  return undefined;
}

/** Puts a task on a node, or with -1 takes it away. */
export function take(node: Node, workload: Workload, times: 1 | -1): void {
  const { size } = workload;
  node.cpuUnits -= times * size.cpuUnits;
  node.memoryMebibytes -= times * size.memoryMebibytes;
  if (size.networkInterface) node.networkInterfaces -= times;
  for (const port of size.hostPorts) {
    if (times === 1) node.hostPorts.add(port);
    else node.hostPorts.delete(port);
  }
  const count = (node.tasks.get(workload) ?? 0) + times;
  if (count > 0) node.tasks.set(workload, count);
  else node.tasks.delete(workload);
}
