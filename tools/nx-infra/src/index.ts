export { createNodes } from './plugin';
export { tryLock } from './file-lock';
export { checkTerraform } from './terraform/installation';
export { readResult, type DeployResult, type ServiceDescription } from './result';
