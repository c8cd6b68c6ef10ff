import { Workload } from '../estate';
import { Settled, settle, start, Unplaced, atMost } from './settle';
import { mostNodes, PoolLoad, runsOf, servicesOf } from './pool-load';

/** How far the number of tasks of one service can grow, all others being as they are at rest. */
export interface Growth {
  readonly service: Workload;
  /** How many tasks find room on the most nodes of the pool, up to {@link enough}. */
  readonly room: number;
}

/** More tasks than this are not counted: what has room for so many does not stand in the way of load. */
export const enough = 100;

/** How far each service that load may raise can be raised. */
export function growthOf({ cluster }: Settled, load: PoolLoad): Growth[] {
  const scaled = servicesOf(load).filter(({ count }) => count.max > count.atRest);
  return scaled.map((service) => ({ service, room: service.count.atRest + roomFor(cluster, load, service) }));
}

/** How many more tasks of a workload find room, on the most nodes. */
export function roomFor(cluster: Settled['cluster'], { pool }: PoolLoad, workload: Workload): number {
  return cluster.trial(() => {
    let tasks = 0;
    while (tasks < enough && start(cluster, workload, mostNodes(pool))) tasks += 1;
    return tasks;
  });
}

/** A day on which every service has all the load that it may grow by, and everything that ends runs beside them. */
export interface BusyDay {
  /** How many nodes ECS keeps then. */
  readonly nodes: number;
  readonly unplaced: readonly Unplaced[];
}

export function busyDay(load: PoolLoad): BusyDay {
  const runs = runsOf(load);
  const beside = {
    ...load,
    workloads: load.workloads.map((each) => (runs.includes(each) ? asService(each) : each)),
  };
  const { nodes, unplaced } = settle(beside, atMost);
  return { nodes, unplaced };
}

/** What ends, taken for what goes on: on the busiest moment it is there all the same. */
function asService(run: Workload): Workload {
  return { ...run, rolling: { minimumHealthyPercent: 0, maximumPercent: 100 } };
}
