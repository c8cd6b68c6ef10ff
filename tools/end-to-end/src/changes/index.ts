export { expected, impossibleInPlace } from './in-place';
export { actionsOn, refusals } from './plan';
export { Terraform, type Deployed, type ResourceChange } from './terraform';
