import { ExecutorContext } from '@nx/devkit';
import { relative } from 'node:path';
import { diffStack } from '@dotkom/deploying';
import { AccountOptions, forEachStack } from '../each-stack';
import { inOrder } from '../in-order';
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
    if (!(await diffStack(job, options))) return;
    const [plan, summary] = [job.terraform.folder.planFile, job.terraform.folder.planSummaryFile].map(
      (file) => relative(context.root, file),
    );
    job.say(`${job.stack.name}: plan saved to ${plan}, and to read in ${summary}`);
  });
}
