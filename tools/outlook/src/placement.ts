/**
 * The placer alone, for what has no synthesised stacks and must start fast: nothing here loads the constructs.
 *
 * @module
 */
export { bareService, type BareService } from './capacity/bare-service';
export { type Lack } from './capacity/node';
export { obstacleTo } from './capacity/obstacle';
export { type PoolLoad } from './capacity/pool-load';
export { instanceTypeOf, registeredBy } from './estate/instance-types';
export { type NodePool } from './estate/node-pools';
export { taskSize, type TaskSize, type WrittenContainer } from './estate/task-size';
export { type PlacementStrategy, type Workload } from './estate/workloads';
