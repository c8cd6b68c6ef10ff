import { ExecutorContext } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stacksFile } from '@dotkom/stack/conventions';
import { readStacks, stacksIfAny, synthFolder, SynthesisedStack } from '@dotkom/synthesised';

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

/**
 * The synthesised stacks of every project, none left out: for what is wrong where one is missing.
 *
 * @throws UserError when a project that has stacks has none synthesised.
 */
export function allStacks({
  root: workspaceRoot,
  projectsConfigurations,
}: ExecutorContext): SynthesisedStack[] {
  return Object.entries(projectsConfigurations.projects).flatMap(([name, { root }]) => {
    const read = existsSync(join(workspaceRoot, root, stacksFile)) ? readStacks : stacksIfAny;
    return read(synthFolder(workspaceRoot, root), name);
  });
}

/** The synthesised stacks of every project. */
export function workspaceStacks({
  root: workspaceRoot,
  projectsConfigurations,
}: ExecutorContext): SynthesisedStack[] {
  return Object.entries(projectsConfigurations.projects).flatMap(([name, { root }]) =>
    stacksIfAny(synthFolder(workspaceRoot, root), name),
  );
}
