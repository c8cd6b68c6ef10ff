import './quiet-sdk';
export { createNodes } from './plugin';
export { localAccount } from './account';
export { tryLock } from './file-lock';
export { endTerraform } from './terraform/end-terraform';
export { checkTerraform } from './terraform/installation';
export { providerEnvironment } from './terraform/provider-source';
export { readResult, type DeployResult, type ServiceDescription } from './result';
export { readStacks, synthFolder } from './stack/synthesised-stack';
