import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimFile } from './claim-file';
import { isAlive } from './processes';

/** Takes a lock, unless a process that lives has it; gives that process's id then. Frees the lock of a dead one. */
export function tryLock(file: string): { heldBy: number } | { release: () => void } {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (claim(file)) return { release: () => rmSync(file, { force: true }) };
    const holder = holderOf(file);
    if (typeof holder === 'number') return { heldBy: holder };
    if (holder === 'dead') free(file);
  }
}

/** Writes the file with this process's id only if there is none. It appears with the id in it or not at all. */
function claim(file: string): boolean {
  return claimFile(file, String(process.pid), process.pid);
}

/** Frees the lock of a dead process. One process at a time: two at once could free what the first of them took since. */
function free(file: string): void {
  const turn = `${file}.freeing`;
  if (claim(turn)) {
    if (holderOf(file) === 'dead') rmSync(file, { force: true });
    rmSync(turn, { force: true });
  } else if (holderOf(turn) === 'dead') {
    rmSync(turn, { force: true });
  }
}

/**
 * Does something that only one process may do at a time; waits for its turn.
 *
 * @param onWait is called once, with the process that has to end first, where there is one.
 */
export async function withLock<T>(
  file: string,
  act: () => Promise<T>,
  onWait: (pid: number) => void = () => undefined,
): Promise<T> {
  for (let waited = false; ;) {
    const lock = tryLock(file);
    if ('heldBy' in lock) {
      if (!waited) onWait(lock.heldBy);
      waited = true;
      await sleep(200);
      continue;
    }
    try {
      return await act();
    } finally {
      lock.release();
    }
  }
}

function holderOf(file: string): number | 'dead' | 'nobody' {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid > 0 && isAlive(pid) ? pid : 'dead';
  } catch {
    return 'nobody';
  }
}
