import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process carries the mark on its command line: a recycled pid does not. */
export function carriesMark(pid: number, mark: string): boolean {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      mark,
    );
  } catch {
    return false;
  }
}

/** Waits until none of the processes is there; says which remain after `seconds`. */
export async function waitUntilGone(pids: readonly number[], seconds: number): Promise<number[]> {
  const end = Date.now() + seconds * 1000;
  let remaining = pids.filter(isAlive);
  while (remaining.length > 0 && Date.now() < end) {
    await sleep(50);
    remaining = remaining.filter(isAlive);
  }
  return remaining;
}

/**
 * Ends marked processes, gently and then not, and says which of them remain.
 *
 * @param gently the signal by which they end by themselves.
 */
export async function endMarked(
  pids: readonly number[],
  mark: string,
  gently: NodeJS.Signals = 'SIGTERM',
): Promise<number[]> {
  let remaining = pids.filter((pid) => carriesMark(pid, mark));
  for (const signal of [gently, 'SIGKILL'] as const) {
    for (const pid of remaining.filter((pid) => carriesMark(pid, mark))) process.kill(pid, signal);
    remaining = await waitUntilGone(remaining, 5);
  }
  return remaining;
}
