import { ExecutorContext } from '@nx/devkit';
import { brokenRules } from '../errors';
import { stacksIfAny, synthFolder, SynthesisedStack } from '../stack/synthesised-stack';
import { gatewayClaims } from './gateway-claims';
import { recordClaims } from './record-claims';
import { quotasExceeded, quotasNearlyExceeded } from './gateway-quotas';
import { gatewayRedirects } from './gateway-redirects';
import { meetingNames } from './meeting-names';

/** A rule that no stack can keep alone. Gives a message for everything that breaks it. */
type Rule = (stacks: readonly SynthesisedStack[]) => string[];

const rules: readonly Rule[] = [gatewayClaims, gatewayRedirects, quotasExceeded, meetingNames, recordClaims];

/** What is not broken yet. */
const warnings: readonly Rule[] = [quotasNearlyExceeded];

/**
 * Checks the rules of the whole workspace on every project's synthesised stacks.
 *
 * @param warn is told what nearly breaks one.
 * @throws UserError that lists everything that breaks one.
 */
export function checkWorkspaceRules(context: ExecutorContext, warn: (message: string) => void): void {
  const stacks = workspaceStacks(context);
  for (const message of warnings.flatMap((rule) => rule(stacks))) warn(message);
  const problems = rules.flatMap((rule) => rule(stacks));
  if (problems.length > 0) throw brokenRules(problems);
}

/** The synthesised stacks of every project. */
export function workspaceStacks(context: ExecutorContext): SynthesisedStack[] {
  return Object.entries(context.projectsConfigurations.projects).flatMap(([name, { root }]) =>
    stacksIfAny(synthFolder(context.root, root), name),
  );
}
