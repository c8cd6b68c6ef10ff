/** What runs on the local AWS: containers, the gateway in front of them, and a PostgreSQL. */
export type { Engine, EngineImage } from './engine/engine';
export { findEngine, requireEngine } from './engine/find-engine';
export { noSuchEngineImage } from './errors';
export { localAddress } from './gateway/addresses';
export { type NodesRecord, readNodes } from './record';
export { architectureHere } from './tasks/task-image';
export { attachmentFile } from './attachment-file';
