import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { createStacks, Stacks } from './create-stacks';
import { classAsStacks, noStacks, noStacksFile, ofAnotherStack } from './errors';
import { sameEveryTime } from './own-code/same-every-time';
import { told } from './own-code/told';
import { noteNoOrigins } from './own-code/origins';
import { Outdir } from './outdir';
import { Problem, refuseProblems } from './problems';
import { projectContext, readProject, stacksFile } from './project';
import { unwritableValues } from './unwritable-values';

/**
 * Writes the Terraform JSON of every stack of a project to `<outdir>/stacks/<stack>/cdk.tf.json`, in place of what
 * was there. Leaves nothing there unless every stack is free of problems, those of the project's own code included.
 *
 * @throws UserError that lists every problem of every stack, or when the outdir holds what no synth wrote.
 */
export function synthesise(projectFolder: string, outdir: string): void {
  const out = new Outdir(outdir);
  const leaveNothing = () => out.leaveNothing();
  const noteOrigins = noteNoOrigins();
  process.once('exit', leaveNothing); // A project's code may end the process.
  try {
    write(projectFolder, out.beside);
    out.replace();
  } catch (error) {
    leaveNothing();
    throw error;
  } finally {
    process.off('exit', leaveNothing);
    noteOrigins();
  }
}

function write(projectFolder: string, outdir: string): void {
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
    refuseProblems(app, problem ? [problem] : unwritableValues(app));
    throw error;
  }
  refuseProblems(app, ofOtherStacks(app));
  app.node.lock(); // What is made later would be in no stack.
}

/** Only the synth finds out what refers to what. */
function ofOtherStacks(app: App): Problem[] {
  return app.node.children.filter(TerraformStack.isStack).flatMap((stack) =>
    stack.dependencies.map(({ node }) => ({
      path: stack.node.path,
      message: ofAnotherStack(node.path).message,
    })),
  );
}

function loadStacks(projectFolder: string): Stacks {
  const file = join(projectFolder, stacksFile);
  const name = relative(process.cwd(), file);
  if (!existsSync(file)) throw noStacksFile(name);
  const stacks: unknown = require(file).default;
  if (typeof stacks !== 'function') throw noStacks(name);
  if (/^class\b/.test(Function.prototype.toString.call(stacks))) throw classAsStacks(name, stacks.name);
  return stacks as Stacks;
}
