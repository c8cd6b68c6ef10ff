import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { readProject, Project } from '@dotkom/stack';
import { Account, accountFor, Configuration, configurations } from '../account';
import { environmentNotGiven, unknownEnvironment } from '../errors';
import { withLock } from '../file-lock';
import { checkWorkspaceRules } from '../rules/workspace-rules';
import { configurationAskedFor } from '../run-of-nx';
import { selectStacks } from '../stack/selection';
import { readStacks, synthFolder, SynthesisedStack } from '../stack/synthesised-stack';
import { checkTerraform } from '../terraform/installation';
import { StackTerraform } from '../terraform/stack-terraform';
import { forPeople, say, sayError, sayWarning } from './people';

/** What executors that reach an account are asked. */
export interface AccountOptions {
  readonly environment?: Configuration;
}

/** One stack and what it takes to work on it. */
export interface StackJob {
  readonly stack: SynthesisedStack;
  readonly project: Project;
  readonly account: Account;
  readonly configuration: Configuration;
  readonly terraform: StackTerraform;
}

/** The folder of the project that an executor runs for. */
export function projectRootOf({ projectName, projectsConfigurations }: ExecutorContext): string {
  const root = projectName && projectsConfigurations.projects[projectName]?.root;
  if (!root) throw new Error('This executor runs for a project.');
  return root;
}

/** The project's stacks, as synthesised. */
export function stacksOf(context: ExecutorContext): SynthesisedStack[] {
  return readStacks(synthFolder(context.root, projectRootOf(context)), context.projectName ?? '');
}

/** What an executor works on: the stacks of a project that a configuration is about, and where they are deployed to. */
export interface Selection {
  readonly stacks: readonly SynthesisedStack[];
  readonly project: Project;
  readonly account: Account;
  readonly configuration: Configuration;
}

/**
 * The stacks of a project that a configuration is about. Says so where there are none.
 *
 * @throws UserError when no such configuration is named, or the AWS of this machine is meant and does not run.
 */
export async function selectFor(
  target: string,
  options: AccountOptions,
  context: ExecutorContext,
): Promise<Selection | undefined> {
  const chosen = chosenStacks(target, options, context);
  if (chosen.stacks.length === 0) return undefined;
  return { ...chosen, account: await accountFor(chosen.configuration, context.root) };
}

/**
 * The stacks of a project that a command is about. Says so where there are none.
 *
 * @throws UserError when no environment is given, or one that there is not.
 */
export function chosenStacks(
  target: string,
  { environment: configuration }: AccountOptions,
  context: ExecutorContext,
): { project: Project; configuration: Configuration; stacks: SynthesisedStack[] } {
  const project = readProject(join(context.root, projectRootOf(context)));
  const asked = configuration ?? configurationAskedFor();
  if (asked && !configurations.some((each) => each === asked))
    throw unknownEnvironment(asked, configurations, target, project.name);
  if (!configuration) throw environmentNotGiven(target, project.name);
  const all = stacksOf(context);
  const stacks = selectStacks(all, project.name, configuration);
  if (stacks.length === 0) {
    say(
      `${project.name} has no stack for ${configuration} (it has ${all.map(({ name }) => name).join(', ')}): nothing to do`,
    );
  }
  return { project, configuration, stacks };
}

/**
 * Does something for each stack of a project that a configuration is about, all at once; succeeds when all do. Nothing
 * is begun while a rule of the workspace is broken, or on a stack that another command in this folder is at work on.
 */
export function forEachStack(
  target: string,
  options: AccountOptions,
  context: ExecutorContext,
  act: (job: StackJob) => Promise<void>,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor(target, options, context);
    if (!selection) return true;
    checkWorkspaceRules(context, sayWarning);
    checkTerraform();
    const { stacks, ...shared } = selection;
    const outcomes = await Promise.allSettled(
      stacks.map(async (stack) => {
        const job = { stack, terraform: await StackTerraform.for(stack, shared.account, say), ...shared };
        await withLock(
          job.terraform.folder.lockFile,
          () => act(job),
          (pid) => say(`${stack.name}: waiting for another command that is at work on it (process ${pid})`),
        );
      }),
    );
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of failures) sayError(reason);
    return failures.length === 0;
  });
}
