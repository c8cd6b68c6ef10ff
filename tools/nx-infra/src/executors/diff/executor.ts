import { ExecutorContext } from '@nx/devkit';
import { relative } from 'node:path';
import { AccountOptions, forEachStack } from '../each-stack';
import { inOrder } from '../in-order';
import { say } from '../people';
import { describePlan, isAsDeployed, planAndShow } from '../plan';
import validate from '../validate/executor';

export interface DiffOptions extends AccountOptions {
  /** Plan, even where the stack is as it was deployed last: that finds what was changed by hand. */
  readonly force?: boolean;
}

/**
 * `nx diff <project> -c <environment>`: a saved plan, as a summary to read and as the file that `deploy` applies. In one run,
 * `validate` goes first.
 */
export default inOrder<DiffOptions>('diff', planStacks, { own: { validate } });

function planStacks(options: DiffOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('diff', options, context, async (job) => {
    const { planSummaryFile, planFile } = job.terraform.folder;
    if (!options.force && (await isAsDeployed(job))) {
      job.terraform.folder.removePlan();
      return void describePlan(job, { changes: [], hasChanges: false });
    }
    await planAndShow(job, { lock: false });
    say(
      `${job.stack.name}: plan saved to ${relative(context.root, planFile)}, and to read in ${relative(context.root, planSummaryFile)}`,
    );
  });
}
