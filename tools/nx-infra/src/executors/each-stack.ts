import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { accountFor, checkTerraform, forEachStackOf, Selection, StackJob } from '@dotkom/deploying';
import { readProject } from '@dotkom/stack/conventions';
import {
  checkImages,
  checkWorkspaceRules,
  Configuration,
  configurations,
  selectStacks,
  SynthesisedStack,
} from '@dotkom/synthesised';
import { configurationAskedFor } from '../run-of-nx';
import { environmentNotGiven, noInstanceLocally, unknownEnvironment } from './errors';
import { forPeople, say, sayError, sayWarning } from './people';
import { projectRootOf, stacksOf, workspaceStacks } from './workspace';

/** What executors that reach an account are asked. */
export interface AccountOptions {
  readonly environment?: Configuration;
}

/**
 * The stacks of a project that a configuration is about, and the account they are in. Says so where there are none.
 *
 * @throws UserError when no such configuration is named, or the AWS of this machine is meant and does not run.
 */
export async function selectFor(
  target: string,
  options: AccountOptions,
  context: ExecutorContext,
): Promise<Selection | undefined> {
  return inItsAccount(chosenStacks(target, options, context), context);
}

async function inItsAccount(
  chosen: Omit<Selection, 'account'>,
  { root }: ExecutorContext,
): Promise<Selection | undefined> {
  if (chosen.stacks.length === 0) return undefined;
  return { ...chosen, account: await accountFor(chosen.configuration, root) };
}

/**
 * As {@link selectFor}, for what has to reach an instance.
 *
 * @throws UserError on the AWS of this machine, too: there are none.
 */
export async function selectRunningFor(
  target: string,
  options: AccountOptions,
  context: ExecutorContext,
): Promise<Selection | undefined> {
  const chosen = chosenStacks(target, options, context);
  if (chosen.configuration === 'local') throw noInstanceLocally(target, chosen.project.name);
  return inItsAccount(chosen, context);
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
): Omit<Selection, 'account'> {
  const project = readProject(join(context.root, projectRootOf(context)));
  refuseUnknownEnvironment(target, configuration, project.name);
  if (!configuration) throw environmentNotGiven(target, project.name);
  return { project, configuration, stacks: stacksFor(project.name, configuration, context), say };
}

/**
 * Refuses an environment that there is not, also one that no target has: Nx leaves that out in silence, or takes the
 * target's default in its place.
 */
export function refuseUnknownEnvironment(
  target: string,
  configuration: Configuration | undefined,
  project: string,
): void {
  const unknown = [configurationAskedFor(), configuration].find(
    (asked) => asked && !configurations.some((each) => each === asked),
  );
  if (unknown) throw unknownEnvironment(unknown, configurations, target, project);
}

/** The stacks of a project that a configuration is about. Says so where there are none. */
export function stacksFor(
  project: string,
  configuration: Configuration,
  context: ExecutorContext,
): SynthesisedStack[] {
  const all = stacksOf(context);
  const stacks = selectStacks(all, project, configuration);
  if (stacks.length === 0) {
    say(
      `${project} has no stack for ${configuration} (it has ${all.map(({ name }) => name).join(', ')}): nothing to do`,
    );
  }
  return stacks;
}

/**
 * Does something for each stack of a project that a configuration is about; succeeds when all do. Nothing is begun while a
 * rule of the workspace is broken.
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
    checkWorkspaceRules(workspaceStacks(context), sayWarning);
    // What is destroyed needs nothing any more.
    const folder = join(context.root, projectRootOf(context));
    if (target !== 'destroy') checkImages({ name: selection.project.name, folder }, selection.stacks);
    checkTerraform();
    const failures = await forEachStackOf(selection, act);
    failures.forEach(sayError);
    return failures.length === 0;
  });
}
