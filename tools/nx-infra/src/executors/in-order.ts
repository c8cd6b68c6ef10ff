import { ExecutorContext } from '@nx/devkit';
import { notBefore } from '../errors';
import { onceInRun, Outcome } from '../run-of-nx';
import { stacksIfAny, synthFolder, SynthesisedStack } from '../stack/synthesised-stack';
import { say, sayError } from './people';

type Executor<Options> = (options: Options, context: ExecutorContext) => Promise<Outcome>;

/** Whether what is done to a stack has to be done to another one first. */
export type GoesFirst = (other: SynthesisedStack, stack: SynthesisedStack) => boolean;

/**
 * An executor that keeps an order among the projects of one run of Nx, and reaches none that is not in the run. Nx has no
 * order between tasks but a dependency, and a dependency of applications on the platform would deploy it along with each
 * of them. So a task that comes before one that has to be first does that one's work, and that one finds it done: with
 * however few processes at once, nobody waits for what was not begun.
 *
 * @example export default inOrder('deploy', (other, stack) => needs(stack, other), deployStacks);
 */
export function inOrder<Options>(
  target: string,
  goesFirst: GoesFirst,
  act: Executor<Options>,
): Executor<Options> {
  return async function executor(options, context) {
    const { root, projectName = '' } = context;
    return onceInRun(
      root,
      `${target} ${projectName}`,
      async () => {
        for (const first of projectsBefore(target, goesFirst, context)) {
          const { success } = await executor(options, { ...context, projectName: first });
          if (!success) {
            sayError(notBefore(target, projectName, first));
            return { success: false };
          }
        }
        return act(options, context);
      },
      () => say(`${projectName}: another task of this run sees to its ${target}`),
    );
  };
}

/** The projects of this run whose turn is before that of the project. */
function projectsBefore(target: string, goesFirst: GoesFirst, context: ExecutorContext): string[] {
  const { projectName = '', taskGraph } = context;
  const own = stacksOf(projectName, context);
  return Object.values(taskGraph?.tasks ?? {})
    .filter((task) => task.target.target === target && task.target.project !== projectName)
    .map((task) => task.target.project)
    .filter((other) => stacksOf(other, context).some((one) => own.some((stack) => goesFirst(one, stack))))
    .sort();
}

function stacksOf(project: string, { root, projectsConfigurations }: ExecutorContext): SynthesisedStack[] {
  const projectRoot = projectsConfigurations.projects[project]?.root;
  return projectRoot ? stacksIfAny(synthFolder(root, projectRoot), project) : [];
}
