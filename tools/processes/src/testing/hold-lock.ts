import { tryLock } from '../file-lock';

/** Takes a lock, says whose it is, and holds it until it is ended, or a minute has passed. */
const lock = tryLock(process.argv[2] ?? '');
console.log('heldBy' in lock ? `held by ${lock.heldBy}` : 'taken');
setTimeout(() => undefined, 60_000);
