import { Workload } from '../estate';
import { bareService } from './bare-service';
import { Cluster } from './cluster';
import { estateRoll } from './deploys';
import { first } from './first';
import { worstNodeLoss, zoneLosses } from './losses';
import { mostNodes, PoolLoad } from './pool-load';
import { settle } from './settle';

/** What a service takes that nobody says much of: as the generator makes one. */
export const plainSize = { cpuUnits: 128, memoryMebibytes: 256, hostPorts: [], networkInterface: false };

/** How many more services there is room for, each of {@link plainSize}, and what the next one would be the first to meet. */
export interface Room {
  readonly services: number;
  /** None where there is room for {@link enough} of them. */
  readonly next?: 'finds no node' | 'cannot be deployed';
}

/** More than this is not counted. */
export const enough = 50;

/** How far the estate can grow before something stands in the way. */
export function roomIn(load: PoolLoad): Room {
  const beyond = first(1, enough + 1, (services) => obstacle(load, services) !== undefined);
  if (beyond === undefined) return { services: enough };
  return { services: beyond - 1, next: obstacle(load, beyond) };
}

function obstacle(load: PoolLoad, services: number): Room['next'] {
  const more = { ...load, workloads: [...load.workloads, ...plainServices(load, services)] };
  const { cluster, unplaced } = settle(more);
  if (unplaced.length > 0) return 'finds no node';
  const { stuck, waiting } = estateRoll(cluster, more);
  return stuck.length + waiting.length > 0 ? 'cannot be deployed' : undefined;
}

function plainServices({ pool }: PoolLoad, count: number): Workload[] {
  return Array.from({ length: count }, (_, index) =>
    bareService({ id: `another-${index + 1}`, size: plainSize, placement: packed, pool: pool.name }),
  );
}

const packed = [{ type: 'binpack', field: 'memory' }];

/** The fewest nodes at rest with which no task waits for another node; none where the pool may not have so many. */
export interface Spare {
  readonly node?: number;
  readonly zone?: number;
}

/** @param nodes how many there are at rest: fewer are not looked at. */
export function spareNodes(load: PoolLoad, nodes: number): Spare {
  const fewest = (isSpared: (cluster: Cluster) => boolean) =>
    first(nodes, mostNodes(load.pool), (min) =>
      isSpared(settle({ ...load, pool: { ...load.pool, min } }).cluster),
    );
  return {
    node: fewest((cluster) => (worstNodeLoss(cluster, load)?.waiting.length ?? 0) === 0),
    zone: fewest((cluster) => zoneLosses(cluster, load).every(({ waiting }) => waiting.length === 0)),
  };
}
