import { readFileSync } from 'node:fs';
import { GitHub } from '../github/github';
import { Outlook } from '../outlook/outlook-text';
import { commentPlans } from './comment-plans';
import { noWorkflowRun } from './errors';
import { ShownPlan } from './shown-plans';

/** The check that a merge waits for: until then nobody can have seen the plans. */
export const shownCheck = 'plans shown';

/** The run of the workflow Pull request that ended, as GitHub tells the one that it starts for that. */
export interface EndedRun {
  readonly head_sha: string;
  /** None where a fork sent it. */
  readonly pull_requests: readonly { readonly number: number; readonly base: { readonly ref: string } }[];
}

/** @throws UserError where GitHub started this for another reason. */
export function endedRun(env: NodeJS.ProcessEnv): EndedRun {
  const event = env['GITHUB_EVENT_PATH'] && JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'], 'utf8'));
  if (!event?.workflow_run) throw noWorkflowRun();
  return event.workflow_run;
}

/**
 * Shows on a pull request the plans that a run of it made, with what they do to capacity and cost, and lets it be merged. Nothing is shown where the pull request
 * went on: to a newer commit, whose own run tells its plans, or into main. What a merged one showed is what was reviewed.
 *
 * @returns the pull request on which they are shown now.
 */
export async function showPlans(
  github: GitHub,
  { head_sha: commit, pull_requests: pullRequests }: EndedRun,
  plans: readonly ShownPlan[],
  outlook?: Outlook,
): Promise<number | undefined> {
  const number = pullRequests.find(({ base }) => base.ref === 'main')?.number;
  if (number === undefined) {
    await github.passed(commit, shownCheck, 'None is made of what a fork sent');
    return undefined;
  }
  const { isOpen, head } = await github.pullRequest(number);
  if (!isOpen || head !== commit) return undefined;
  await commentPlans(github, number, plans, outlook);
  await github.passed(commit, shownCheck, `${plans.filter(({ hasChanges }) => hasChanges).length} to read`);
  return number;
}
