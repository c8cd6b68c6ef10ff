export { createNodes, stackTargets, taggedTargets } from './plugin';
export { withPicture } from './sync/marked';
export { postTasksExecution, preTasksExecution } from './run-of-nx';
