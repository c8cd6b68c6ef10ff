import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { asynchronousStacks, nothingMade } from './errors';
import { unwritableOverrides } from './overrides';
import { Problem, refuseProblems } from './problems';
import { codeOf, projectOf } from './project';
import { isUserError } from './user-error';

/** Creates every stack of a project. The default export of a project's `src/stacks.ts`. */
export type Stacks = (app: Construct) => void;

/**
 * Creates stacks, and refuses them with every problem that they have. What stops the code is one problem more: those that
 * were noted before it are shown as well.
 *
 * @param tell what is said of something that the code threw; nothing for what is no person's mistake.
 * @throws UserError that lists them all.
 */
export function createStacks(app: Construct, stacks: Stacks, tell = tellUserError): void {
  const result = created(app, stacks, tell);
  if (typeof (result as Promise<unknown> | undefined)?.then === 'function') {
    void (result as Promise<unknown>).then(undefined, () => undefined); // Whether it fails does not matter any more.
    throw asynchronousStacks(codeOf(projectOf(app)));
  }
  refuseProblems(app, unwritableOverrides(app));
  if (!app.node.children.some(TerraformStack.isStack)) throw nothingMade(codeOf(projectOf(app)));
}

function created(app: Construct, stacks: Stacks, tell: typeof tellUserError): unknown {
  try {
    return stacks(app) as unknown;
  } catch (error) {
    return refuseProblems(
      app,
      allOf(error).map((each) => toldOrThrown(each, tell)),
    );
  }
}

/** Several stacks of a project can be stopped, each by an error of its own. */
function allOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError ? error.errors : [error];
}

function toldOrThrown(error: unknown, tell: typeof tellUserError): Problem {
  const problem = tell(error);
  if (!problem) throw error;
  return problem;
}

function tellUserError(error: unknown): Problem | undefined {
  return isUserError(error) ? { path: '', message: error.message } : undefined;
}
