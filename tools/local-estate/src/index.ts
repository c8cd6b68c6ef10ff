export { deployEstate, destroyEstate, diffEstate, type EstateOptions } from './deploy-estate';
export { readResults } from './results';
export { runNx } from './nx';
export { missingPrerequisite } from './prerequisites';
export { untilZonesAreThere } from './zones';
