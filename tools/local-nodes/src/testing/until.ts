import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds.
 *
 * @throws Error when it does not within so many seconds.
 */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await holds()); await sleep(10)) {
    if (Date.now() > end) throw new Error(`It did not happen within ${seconds} seconds: ${holds}`);
  }
}
