export { claimFile } from './claim-file';
export { tryLock, withLock } from './file-lock';
export { carriesMark, endMarked, isAlive, waitUntilGone } from './processes';
