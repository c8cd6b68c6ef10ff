export { bootstrapStack, gatewayRule, stack, stackJson } from './stacks';
