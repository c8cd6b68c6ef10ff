import { ExecutorContext } from '@nx/devkit';
import { stacksIfAny, synthFolder, SynthesisedStack } from '@dotkom/synthesised';
import { onceInRun, Outcome } from '../run-of-nx';
import { notBefore } from './errors';
import { say, sayError } from './people';

type Executor<Options> = (options: Options, context: ExecutorContext) => Promise<Outcome>;

/** Whether what is done to a stack has to be done to another one first. */
export type GoesFirst = (other: SynthesisedStack, stack: SynthesisedStack) => boolean;

/** What goes before a project's target, where it is in the same run. */
export interface Order<Options> {
  /** Other targets of the project itself, in their order. */
  readonly own?: Readonly<Record<string, Executor<Options>>>;
  /** The same target of the projects whose stacks go first. */
  readonly others?: GoesFirst;
}

/**
 * An executor that keeps an order among the tasks of one run of Nx, and reaches nothing that is not in the run. Nx has no
 * order between tasks but a dependency, and a dependency of applications on the platform would deploy it along with each
 * of them. So a task that comes before one that has to be first does that one's work, and that one finds it done: with
 * however few processes at once, nobody waits for what was not begun.
 *
 * @example export default inOrder('deploy', deployStacks, { own: { validate, diff }, others: (other, stack) => needs(stack, other) });
 */
export function inOrder<Options>(
  target: string,
  act: Executor<Options>,
  { own = {}, others = () => false }: Order<Options> = {},
): Executor<Options> {
  return async function executor(options, context) {
    const { root, projectName = '' } = context;
    const first = [
      ...Object.entries(own)
        .filter(([name]) => isInRun(projectName, name, context))
        .map(([name, ofSelf]) => ({ name, project: projectName, run: ofSelf })),
      ...projectsBefore(target, others, context).map((project) => ({ name: target, project, run: executor })),
    ];
    const inTurn = async () => {
      for (const { name, project, run } of first) {
        const { success } = await run(options, { ...context, projectName: project });
        if (!success) {
          sayError(notBefore(`${projectName}:${target}`, `${project}:${name}`));
          return { success: false };
        }
      }
      return act(options, context);
    };
    const task = `${target} ${projectName}`;
    return onceInRun(root, task, inTurn, () =>
      say(`${projectName}: another task of this run sees to its ${target}`),
    );
  };
}

function isInRun(project: string, target: string, { taskGraph }: ExecutorContext): boolean {
  return Object.values(taskGraph?.tasks ?? {}).some(
    (task) => task.target.project === project && task.target.target === target,
  );
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
