import { oldRun } from './errors';
import { GitHub } from './github';

/** The workflow whose runs take turns, each with the code of its own commit. */
const workflow = 'deploy.yml';

/**
 * Refuses to deploy when a later run has come to an end: "Re-run failed jobs" of an older one checks out its commit, and
 * would put that over newer code. A later run that failed counts too: it may have got this far.
 *
 * @param run the number of the run that asks, which a re-run keeps.
 * @throws UserError that says what to run instead.
 */
export async function refuseOldRun(github: GitHub, run: number): Promise<void> {
  const newest = await github.newestEndedRun(workflow);
  if (newest > run) throw oldRun(run, newest);
}
