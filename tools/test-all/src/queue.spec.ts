import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { startAtMost } from './queue';

const folder = temporaryFolder();
const workspaceRoot = join(__dirname, '..', '..', '..');

/** A check that notes when it begins and ends, and ends when it is let. */
function checks(names: readonly string[]) {
  const notes = join(folder, 'notes');
  writeFileSync(notes, '');
  const script = (name: string) => `
    const fs = require('node:fs');
    const note = (what) => fs.appendFileSync(${JSON.stringify(notes)}, what + ' ${name}\\n');
    note('begins');
    const timer = setInterval(() => {
      if (!fs.existsSync(${JSON.stringify(join(folder, name))})) return;
      clearInterval(timer);
      note('ends');
    }, 20);`;
  return {
    steps: names.map((name) => ({ title: name, command: ['tsx', '--eval', script(name)] })),
    end: (name: string) => writeFileSync(join(folder, name), ''),
    noted: () => readFileSync(notes, 'utf8').split('\n').filter(Boolean),
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('checks beside each other', () => {
  it('are so many at a time: the next begins when any of them has ended', async () => {
    const { steps, end, noted } = checks(['a', 'b', 'c', 'd']);
    const begun = startAtMost(2, steps, workspaceRoot);
    await until(() => noted().length === 2);
    expect(noted().sort()).toEqual(['begins a', 'begins b']);
    end('b');
    await until(() => noted().length === 4);
    expect(noted().slice(2)).toEqual(['ends b', 'begins c']);
    for (const name of ['a', 'c', 'd']) end(name);
    const ended = await Promise.all(begun.map(async ({ running }) => (await running).ended));
    expect(ended.map(({ succeeded }) => succeeded)).toEqual([true, true, true, true]);
    expect(begun.map(({ step }) => step.title)).toEqual(['a', 'b', 'c', 'd']);
  });
});
