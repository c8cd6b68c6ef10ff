import { ExecutorContext } from '@nx/devkit';
import { alternatives, applicationReport, billOf, platformReport, readEstate } from '@dotkom/outlook';
import { ageWarning } from '@dotkom/stack/prices';
import { Configuration } from '@dotkom/synthesised';
import { refuseUnknownEnvironment, stacksFor } from '../each-stack';
import { forPeople, say, sayWarning } from '../people';
import { allStacks } from '../workspace';

export interface CostOptions {
  /** Which environment. @default every one */
  readonly environment?: Configuration;
  /** Every line of the bill as JSON, to compute with. */
  readonly json?: boolean;
}

/** `nx cost <project>`: what a month of it costs, its share of what is shared, and what the same would cost elsewhere; of a platform, of everything. */
export default function cost(
  { environment, json = false }: CostOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const { projectName = '' } = context;
    refuseUnknownEnvironment('cost', environment, projectName);
    const names = stacksFor(projectName, environment ?? 'local', context).map(({ name }) => name);
    if (names.length === 0) return true;
    const all = allStacks(context);
    const bill = billOf(all);
    const comparisons = alternatives.map((instead) => ({ ...instead, bill: billOf(all, { instead }) }));
    const { platforms } = readEstate(all);
    const platform = platforms.find(({ name }) => names.includes(name));
    if (json) {
      const elsewhere = comparisons.map(({ name, bill: { total } }) => ({ name, total }));
      const stacks = bill.stacks.filter(({ stack }) => platform || names.includes(stack.name));
      say(JSON.stringify({ ...bill, stacks, elsewhere }, undefined, 2));
      return true;
    }
    const old = ageWarning(new Date());
    if (old) sayWarning(old);
    say(
      platform
        ? platformReport(bill, comparisons, platform.budgetDollars)
        : applicationReport(bill, names, comparisons),
    );
    return true;
  });
}
