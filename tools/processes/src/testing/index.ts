export { temporaryFolder, writeFiles } from './folders';
export { deadPid, Running } from './running';
