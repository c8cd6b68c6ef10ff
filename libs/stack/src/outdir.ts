import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { notAnOutdir, unwritableOutdir } from './errors';
import { shownFile } from './own-code/place';

/** What a synth writes, and what macOS adds to every folder. */
const expected = ['manifest.json', 'stacks', '.DS_Store'];

/** No synth takes as long: it was killed. */
const abandonedAfterMilliseconds = 60 * 60 * 1000;

/**
 * The folder that stacks are written to, whole: beside it first, and put in its place at once, because another command may
 * read what is there, or write the same.
 */
export class Outdir {
  /** Where to write until all of it is there. */
  readonly beside: string;
  private readonly folder: string;

  /**
   * Makes the folder beside it.
   *
   * @throws UserError when it cannot be written, or holds what no synth wrote.
   */
  constructor(folder: string) {
    this.folder = folder;
    this.beside = `${folder}.${process.pid}`;
    orUnwritable(folder, () => {
      refuseOthers(folder);
      mkdirSync(this.beside, { recursive: true });
      removeAbandoned(folder);
    });
  }

  /** Leaves neither what was written nor what was there before. */
  leaveNothing(): void {
    for (const each of [this.beside, this.folder]) rmSync(each, { recursive: true, force: true });
  }

  /**
   * Puts what was written in its place; again, where another process has put its own there between the two steps. What was
   * there is moved away and removed there: a folder that is being removed may get new files from whoever does the same.
   */
  replace(): void {
    const aside = `${this.beside}.before`;
    for (;;) {
      succeeds(() => renameSync(this.folder, aside), ['ENOENT']);
      rmSync(aside, { recursive: true, force: true });
      if (succeeds(() => renameSync(this.beside, this.folder), ['ENOTEMPTY', 'EEXIST'])) return;
    }
  }
}

/** What is there is deleted: not what somebody else has put there. */
function refuseOthers(folder: string): void {
  const there = lstatSync(folder, { throwIfNoEntry: false });
  if (!there) return;
  if (!there.isDirectory()) throw notAnOutdir(shownFile(folder), 'it is there, and is no folder');
  const others = othersIn(folder);
  if (others.length > 0) throw notAnOutdir(shownFile(folder), `it holds ${others.slice(0, 3).join(', ')}`);
}

/** What no synth has written into a folder. */
function othersIn(folder: string): string[] {
  const stacks = join(folder, 'stacks');
  const inStacks = existsSync(stacks) ? readdirSync(stacks) : [];
  return [
    ...readdirSync(folder).filter((name) => !expected.includes(name)),
    ...inStacks.filter((name) => !existsSync(join(stacks, name, 'cdk.tf.json')) && !expected.includes(name)),
  ];
}

/** What a synth of the same project left beside, which was killed: no code runs then that could remove it. */
function removeAbandoned(folder: string): void {
  const names = readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.`));
  for (const name of names.filter((each) => /\.\d+(\.before)?$/.test(each))) {
    const abandoned = join(dirname(folder), name);
    const there = statSync(abandoned, { throwIfNoEntry: false });
    if (!there?.isDirectory() || othersIn(abandoned).length > 0) continue;
    if (Date.now() - there.mtimeMs > abandonedAfterMilliseconds)
      rmSync(abandoned, { recursive: true, force: true });
  }
}

function orUnwritable(folder: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code ? unwritableOutdir(shownFile(folder), message) : error;
  }
}

/** Whether something was done, which may fail for one of these reasons. */
function succeeds(act: () => void, mayFailFor: readonly string[]): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (mayFailFor.includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
