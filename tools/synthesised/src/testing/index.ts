export { temporaryFolder, writeFiles } from './folders';
export { bootstrapStack, gatewayRule, stack, stackJson } from './stacks';
