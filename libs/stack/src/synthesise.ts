import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'cdktf';
import { createStacks, Stacks } from './create-stacks';
import { classAsStacks, noStacks } from './errors';
import { sameEveryTime } from './own-code/same-every-time';
import { told } from './own-code/told';
import { projectContext, readProject, stacksFile } from './project';

/**
 * Writes the Terraform JSON of every stack of a project to `<outdir>/stacks/<stack>/cdk.tf.json`, in place of what
 * was there. Leaves nothing there unless every stack is free of problems, those of the project's own code included.
 *
 * @throws UserError that lists every problem of every stack.
 */
export function synthesise(projectFolder: string, outdir: string): void {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const app = new App({
    outdir,
    context: projectContext(readProject(projectFolder)),
    skipValidation: true, // createStacks runs the same checks, with a message for people.
  });
  const tell = (error: unknown) => told(error, projectFolder);
  sameEveryTime(projectFolder, () => createStacks(app, (root) => loadStacks(projectFolder)(root), tell));
  app.synth();
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
