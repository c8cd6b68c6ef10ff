export { deployEstate, destroyEstate, diffEstate, type EstateOptions } from './deploy-estate';
export { readResults } from './results';
export { servicesIn } from './stand-in-releases';
export { runNx } from './nx';
export { missingPrerequisite } from './prerequisites';
export { untilZonesAreThere } from './zones';
