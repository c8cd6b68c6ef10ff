import { StackJob } from '../job/stack-job';
import { describePlan, isAsDeployed, planAndShow } from './plan';

/**
 * Plans a stack, shows the plan and saves it: as a summary to read and as the file that a deploy applies.
 *
 * @param force plan, even where the stack is as it was deployed last: that finds what was changed by hand.
 * @returns whether a plan was made and saved.
 */
export async function diffStack(job: StackJob, { force = false }: { force?: boolean }): Promise<boolean> {
  if (!force && (await isAsDeployed(job))) {
    job.terraform.folder.removePlan();
    describePlan(job, { changes: [], hasChanges: false, begunAt: new Date() });
    return false;
  }
  await planAndShow(job, { lock: false });
  return true;
}
