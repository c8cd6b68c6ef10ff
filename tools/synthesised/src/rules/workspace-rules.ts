import { SynthesisedStack } from '../stack/synthesised-stack';
import { databaseConnections } from './database-connections';
import { brokenRules } from './errors';
import { gatewayClaims } from './gateway-claims';
import { quotasExceeded, quotasNearlyExceeded } from './gateway-quotas';
import { gatewayRedirects } from './gateway-redirects';
import { meetingNames } from './meeting-names';
import { recordClaims } from './record-claims';

/** A rule that no stack can keep alone. Gives a message for everything that breaks it. */
type Rule = (stacks: readonly SynthesisedStack[]) => string[];

const rules: readonly Rule[] = [
  gatewayClaims,
  gatewayRedirects,
  quotasExceeded,
  meetingNames,
  recordClaims,
  databaseConnections,
];

/** What is not broken yet. */
const warnings: readonly Rule[] = [quotasNearlyExceeded];

/**
 * Checks the rules of the whole workspace.
 *
 * @param stacks the synthesised stacks of every project.
 * @param warn is told what nearly breaks one.
 * @throws UserError that lists everything that breaks one.
 */
export function checkWorkspaceRules(
  stacks: readonly SynthesisedStack[],
  warn: (message: string) => void,
): void {
  for (const message of warnings.flatMap((rule) => rule(stacks))) warn(message);
  const problems = rules.flatMap((rule) => rule(stacks));
  if (problems.length > 0) throw brokenRules(problems);
}
