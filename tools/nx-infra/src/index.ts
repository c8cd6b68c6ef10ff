export { createNodes } from './plugin';
export { postTasksExecution, preTasksExecution } from './run-of-nx';
