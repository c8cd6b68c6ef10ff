export { createNodes, stackTargets, taggedTargets } from './plugin';
export { postTasksExecution, preTasksExecution } from './run-of-nx';
