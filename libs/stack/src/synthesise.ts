import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'cdktf';
import { createStacks, Stacks } from './create-stacks';
import { classAsStacks, invalidStacks, noStacks } from './errors';
import { sameEveryTime } from './own-code/same-every-time';
import { told } from './own-code/told';
import { noteNoOrigins } from './own-code/origins';
import { projectContext, readProject, stacksFile } from './project';

/**
 * Writes the Terraform JSON of every stack of a project to `<outdir>/stacks/<stack>/cdk.tf.json`, in place of what
 * was there. Leaves nothing there unless every stack is free of problems, those of the project's own code included.
 *
 * It is written beside and put in its place whole: another command may read what is there, or synthesise the same project.
 *
 * @throws UserError that lists every problem of every stack.
 */
export function synthesise(projectFolder: string, outdir: string): void {
  const beside = `${outdir}.${process.pid}`;
  const leaveNothing = () =>
    [beside, outdir].forEach((each) => rmSync(each, { recursive: true, force: true }));
  const noteOrigins = noteNoOrigins();
  process.once('exit', leaveNothing); // A project's code may end the process.
  try {
    write(projectFolder, beside);
    replace(outdir, beside);
  } catch (error) {
    leaveNothing();
    throw error;
  } finally {
    process.off('exit', leaveNothing);
    noteOrigins();
  }
}

function write(projectFolder: string, outdir: string): void {
  mkdirSync(outdir, { recursive: true });
  const app = new App({
    outdir,
    context: projectContext(readProject(projectFolder)),
    skipValidation: true, // createStacks runs the same checks, with a message for people.
  });
  const tell = (error: unknown) => told(error, projectFolder);
  sameEveryTime(projectFolder, () => createStacks(app, (root) => loadStacks(projectFolder)(root), tell));
  try {
    app.synth();
  } catch (error) {
    const problem = tell(error); // Of the project's code, values that are computed late run only now.
    throw problem ? invalidStacks([problem]) : error;
  }
}

/**
 * Again, where another process has put its own there between the two steps. What was there is moved away and removed there:
 * a folder that is being removed may get new files from whoever does the same.
 */
function replace(folder: string, by: string): void {
  const aside = `${by}.before`;
  for (;;) {
    succeeds(() => renameSync(folder, aside), ['ENOENT']);
    rmSync(aside, { recursive: true, force: true });
    if (succeeds(() => renameSync(by, folder), ['ENOTEMPTY', 'EEXIST'])) return;
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

function loadStacks(projectFolder: string): Stacks {
  const file = join(projectFolder, stacksFile);
  const name = relative(process.cwd(), file);
  if (!existsSync(file)) throw noStacks(name);
  const stacks: unknown = require(file).default;
  if (typeof stacks !== 'function') throw noStacks(name);
  if (/^class\b/.test(Function.prototype.toString.call(stacks))) throw classAsStacks(name, stacks.name);
  return stacks as Stacks;
}
