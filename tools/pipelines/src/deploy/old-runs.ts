import { GitHub, WorkflowRun } from '../github/github';
import { deployWorkflow } from './deploy-workflow';
import { oldRun } from './errors';

/**
 * Refuses to deploy when a later run has deployed: "Re-run failed jobs" of an older one checks out its commit, and would
 * put that over newer code. A later run that failed counts too: it may have got this far. One that was skipped, or was
 * cancelled while it waited for its turn, does not.
 *
 * @param run the number of the run that asks, which a re-run keeps.
 * @throws UserError that says what to run instead.
 */
export async function refuseOldRun(github: GitHub, run: number): Promise<void> {
  for (const later of await github.runsOf(deployWorkflow, 'completed')) {
    if (later.run_number > run && (await mayHaveDeployed(github, later))) throw oldRun(run, later.run_number);
  }
}

async function mayHaveDeployed(github: GitHub, { id, conclusion }: WorkflowRun): Promise<boolean> {
  if (conclusion === 'skipped') return false;
  if (conclusion !== 'cancelled') return true;
  const jobs = await github.jobsOf(id);
  // A job that no runner began has no steps. Called workflows stand before the job's own name.
  return jobs.some(({ name, steps = [] }) => name.split(' / ').at(-1) === 'deploy' && steps.length > 0);
}
