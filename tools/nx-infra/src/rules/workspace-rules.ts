import { ExecutorContext } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brokenRules } from '../errors';
import { readStacks, synthFolder, SynthesisedStack } from '../stack/synthesised-stack';
import { gatewayClaims } from './gateway-claims';

/** The rules that no stack can keep alone. Each gives a message for everything that breaks it. */
const rules: readonly ((stacks: readonly SynthesisedStack[]) => string[])[] = [gatewayClaims];

/**
 * Checks the rules of the whole workspace on every project's synthesised stacks.
 *
 * @throws UserError that lists everything that breaks one.
 */
export function checkWorkspaceRules(context: ExecutorContext): void {
  const stacks = workspaceStacks(context);
  const problems = rules.flatMap((rule) => rule(stacks));
  if (problems.length > 0) throw brokenRules(problems);
}

/** The synthesised stacks of every project. */
export function workspaceStacks(context: ExecutorContext): SynthesisedStack[] {
  return Object.entries(context.projectsConfigurations.projects).flatMap(([name, { root }]) => {
    const folder = synthFolder(context.root, root);
    return existsSync(join(folder, 'stacks')) ? readStacks(folder, name) : [];
  });
}
