export * from './capacity';
export * from './estate';
export { tasksOn } from './capacity/cluster';
export { type PoolLoad } from './capacity/pool-load';
export { settle, type Settled, type Unplaced } from './capacity/settle';
