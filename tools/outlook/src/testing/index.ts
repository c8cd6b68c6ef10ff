export { applicationStack, platformStack, taskDefinition, type TestPool, type TestService } from './stacks';
