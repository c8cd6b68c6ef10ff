import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes a lock, unless a process that lives has it; gives that process's id then. Frees the lock of a dead one. */
export function tryLock(file: string): { heldBy: number } | { release: () => void } {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined && isAlive(holder)) return { heldBy: holder };
    rmSync(file, { force: true });
  }
}

/** Does something that only one process may do at a time; waits for its turn. */
export async function withLock<T>(file: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = tryLock(file);
    if ('heldBy' in lock) {
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

/** Whether there is a process with this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
