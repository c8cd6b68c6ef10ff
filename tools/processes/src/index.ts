export { claimFile } from './claim-file';
export { freePort } from './free-port';
export { tryLock, withLock } from './file-lock';
export { nxByItself } from './nx-by-itself';
export { replaceFile } from './replace-file';
export { carriesMark, endMarked, isAlive, waitUntilGone } from './processes';
