import { ExecutorContext } from '@nx/devkit';
import { relative } from 'node:path';
import { AccountOptions, forEachStack } from '../each-stack';
import { say } from '../people';
import { planAndShow } from '../plan';

/** `nx diff <project> -c <environment>`: a saved plan, as a summary to read and as the file that `deploy` applies. */
export default function diff(
  options: AccountOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forEachStack('diff', options, context, async (job) => {
    await planAndShow(job);
    const { planSummaryFile, planFile } = job.terraform.folder;
    say(
      `${job.stack.name}: plan saved to ${relative(context.root, planFile)}, and to read in ${relative(context.root, planSummaryFile)}`,
    );
  });
}
