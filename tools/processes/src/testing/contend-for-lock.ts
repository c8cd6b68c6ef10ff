import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '../file-lock';

/**
 * Takes a lock again and again, together with other processes that do the same; every second time leaves it as one
 * that died would. Says how often it was not alone.
 */
const [file = '', inside = '', dead = '', times = ''] = process.argv.slice(2);

async function contend(): Promise<void> {
  let collisions = 0;
  for (let taken = 0; taken < Number(times);) {
    const lock = tryLock(file);
    if ('heldBy' in lock) {
      await sleep(1);
      continue;
    }
    taken += 1;
    try {
      closeSync(openSync(inside, 'wx'));
      await sleep(2);
      rmSync(inside);
    } catch {
      collisions += 1;
    }
    if (taken % 2) lock.release();
    else writeFileSync(file, dead);
  }
  console.log(`${collisions} collisions`);
}

void contend();
