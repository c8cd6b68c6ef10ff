/** A local AWS with containers on a little estate, for tests that want to see what runs. */
export { type Answer, ask } from './ask';
export { buildImage, type TestImage } from './image';
export { configOf, LittleEstate } from './little-estate';
export { LittleService } from './little-service';
export { type Asked, type Load, load } from './load';
export { deployDatabase, wishForDatabase } from './little-database';
export { NodesInTest } from './nodes-in-test';
export { configurePodman, refuseToSkipInCi, whyNoContainers } from './podman';
export { startNodes } from './start-nodes';
export { until } from './until';
