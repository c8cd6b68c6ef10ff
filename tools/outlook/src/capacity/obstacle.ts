import { Workload } from '../estate';
import { Lack } from './node';
import { PoolLoad } from './pool-load';
import { roll } from './rolling';
import { closestLack, settle, startAll } from './settle';

/**
 * What the closest node lacks for a deploy of a service to come to its end, beside all else that runs on the pool; nothing
 * where it does.
 *
 * @param isFirst whether the service runs no task yet.
 */
export function obstacleTo(load: PoolLoad, service: Workload, isFirst: boolean): Lack | undefined {
  if (!isFirst) {
    const { cluster, unplaced } = settle(load);
    const own = unplaced.find(({ workload }) => workload === service);
    if (own) return own.lack;
    return roll(cluster, load, [service]).stuck.length > 0 ? closestLack(cluster, service) : undefined;
  }
  const others = load.workloads.filter((workload) => workload !== service);
  const { cluster } = settle({ ...load, workloads: others });
  return startAll(cluster, load, [{ workload: service, tasks: service.count.atRest }])[0]?.lack;
}
