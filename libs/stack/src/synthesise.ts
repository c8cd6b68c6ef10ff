import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { noStacks } from './errors';
import { refuseProblems } from './problems';
import { projectContext, readProject } from './project';

/** Creates every stack of a project. The default export of a project's `src/stacks.ts`. */
export type Stacks = (app: Construct) => void;

/** Where a project says which stacks it has, relative to its folder. */
export const stacksFile = join('src', 'stacks.ts');

/**
 * Writes the Terraform JSON of every stack of a project to `<outdir>/stacks/<stack>/cdk.tf.json`, in place of what
 * was there. Leaves nothing there unless every stack is free of problems.
 *
 * @throws UserError that lists every problem of every stack.
 */
export function synthesise(projectFolder: string, outdir: string): void {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const app = new App({
    outdir,
    context: projectContext(readProject(projectFolder)),
    skipValidation: true, // refuseProblems runs the same checks, with a message for people.
  });
  loadStacks(projectFolder)(app);
  refuseProblems(app);
  app.synth();
}

function loadStacks(projectFolder: string): Stacks {
  const file = join(projectFolder, stacksFile);
  if (!existsSync(file)) throw noStacks(relative(process.cwd(), file));
  const stacks: unknown = require(file).default;
  if (typeof stacks !== 'function') throw noStacks(relative(process.cwd(), file));
  return stacks as Stacks;
}
