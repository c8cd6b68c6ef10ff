/** Runs one ECS task to its end, with its log: in a deploy, or because a person asks for it. */
export type { Order } from './order';
export { runTask, startedBy } from './run-task';
