import { ExecutorContext } from '@nx/devkit';
import { allProblemsInWords, capacityAsJson, capacityOf, capacityReport } from '@dotkom/outlook';
import { AccountOptions, chosenStacks } from '../each-stack';
import { forPeople, say } from '../people';
import { allStacks } from '../workspace';

export interface CapacityOptions extends AccountOptions {
  readonly json?: boolean;
}

/**
 * `nx capacity <platform>`: whether everything that all applications ask for fits on its nodes and can be deployed, what
 * breaks first, and the smallest change that cures it; and who may open the connections of its database server. Fails when
 * something would not run or could not be deployed.
 */
export default function capacity(
  options: CapacityOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const { stacks } = chosenStacks('capacity', options, context);
    const all = allStacks(context);
    const plans = stacks.map(({ name }) => capacityOf(name, all));
    for (const plan of plans) say(options.json ? capacityAsJson(plan) : capacityReport(plan).join('\n'));
    return plans.every((plan) => allProblemsInWords(plan).length === 0);
  });
}
