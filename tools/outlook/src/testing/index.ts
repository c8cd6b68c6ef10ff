export { fixedPool, testLoad, testPool, testRun, testService, type TestWorkload } from './loads';
export { applicationStack, platformStack, taskDefinition, type TestPool, type TestService } from './stacks';
