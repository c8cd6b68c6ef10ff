import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock, withLock } from './file-lock';
import { isAlive } from './processes';
import { deadPid, Running, temporaryFolder } from './testing';

const folder = temporaryFolder();

/** Takes a lock that has to be free. */
function take(file: string): { release: () => void } {
  const lock = tryLock(file);
  if ('heldBy' in lock) throw new Error(`It is held by ${lock.heldBy}`);
  return lock;
}

describe('a lock', () => {
  it('is taken, in a folder that need not be there, and is free again once released', () => {
    const file = join(folder, 'new', 'folder', 'lock');
    const lock = take(file);
    expect(tryLock(file)).toEqual({ heldBy: process.pid });
    lock.release();
    expect(readdirSync(join(folder, 'new', 'folder'))).toEqual([]);
    take(file).release();
  });

  it('shows another process who holds it, and is free when its holder died without releasing it', async () => {
    const file = join(folder, 'held');
    const first = new Running(join(__dirname, 'testing', 'hold-lock.ts'), file);
    await first.said('taken');
    const second = new Running(join(__dirname, 'testing', 'hold-lock.ts'), file);
    await second.said(`held by ${first.child.pid}`);
    expect(tryLock(file)).toEqual({ heldBy: first.child.pid });
    for (const { child } of [first, second]) child.kill('SIGKILL');
    await Promise.all([first.ended, second.ended]);
    take(file).release();
    expect(existsSync(file)).toBe(false);
  });

  it.each(['', 'nonsense', '-1'])('whose file reads %j is nobody’s', (content) => {
    const file = join(folder, 'odd');
    writeFileSync(file, content);
    take(file).release();
  });

  it('can be freed after another died while it was freeing it', async () => {
    const file = join(folder, 'half-freed');
    const dead = String(await deadPid());
    writeFileSync(file, dead);
    writeFileSync(`${file}.freeing`, dead);
    take(file).release();
    expect(readdirSync(folder).filter((name) => name.startsWith('half-freed'))).toEqual([]);
  });

  it('has one holder at a time, however many want it and however many die with it', async () => {
    const dead = String(await deadPid());
    const file = join(folder, 'wanted');
    writeFileSync(file, dead);
    const contenders = Array.from(
      { length: 6 },
      () =>
        new Running(
          join(__dirname, 'testing', 'contend-for-lock.ts'),
          file,
          join(folder, 'inside'),
          dead,
          '20',
        ),
    );
    await Promise.all(contenders.map(({ ended }) => ended));
    expect(contenders.map(({ output }) => output)).toEqual(contenders.map(() => '0 collisions\n'));
  });
});

describe('doing something under a lock', () => {
  it('happens one at a time', async () => {
    const file = join(folder, 'turns');
    const order: string[] = [];
    const turn = (name: string) =>
      withLock(file, async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${name} ends`);
        return name;
      });
    expect(await Promise.all([turn('one'), turn('two')])).toEqual(['one', 'two']);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('frees the lock when it fails', async () => {
    const file = join(folder, 'failing');
    await expect(withLock(file, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(existsSync(file)).toBe(false);
  });
});

describe('a process', () => {
  it('is alive while it runs', async () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(await deadPid())).toBe(false);
  });
});
