export { createNodes } from './plugin';
export { isAlive, tryLock } from './file-lock';
export { readResult, type DeployResult, type ServiceDescription } from './result';
