import { SynthesisedStack } from '@dotkom/synthesised';
import { doesNotFit } from './errors';
import { problemsInWords, warningsInWords } from './messages';
import { capacityPlans } from './plan';

/**
 * The rule of the workspace that everything runs and can be deployed again: with what all applications ask of the nodes of
 * their platform. It says nothing about a platform that is not among the stacks.
 *
 * @param stacks the synthesised stacks of every project.
 * @param warn is told what would hurt when a node or a zone is lost, an image is rolled, or load comes.
 * @throws UserError that lists everything that would not run or could not be deployed, with what cures it.
 */
export function checkCapacity(stacks: readonly SynthesisedStack[], warn: (message: string) => void): void {
  const plans = capacityPlans(stacks);
  const problems = plans.flatMap(problemsInWords);
  if (problems.length > 0) throw doesNotFit(problems);
  for (const message of plans.flatMap(warningsInWords)) warn(message);
}
