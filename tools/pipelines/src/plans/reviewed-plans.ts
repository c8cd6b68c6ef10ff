import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitHub } from '../github/github';
import { notReviewed } from './errors';
import { ShownPlan } from './shown-plans';

/** A plan that a pull request showed. */
export type ReviewedPlan = Pick<ShownPlan, 'stack' | 'digest'>;

/** The workflow that shows plans: GitHub starts it with the code of main, whatever a pull request changes. */
const showingWorkflow = '.github/workflows/plan-comment.yml';

const fileName = 'reviewed-plans.json';

/** The name under which a run leaves the plans that it showed on a pull request. */
export function artifactOf(pullRequest: number): string {
  return `reviewed-plans-${pullRequest}`;
}

/** Writes down what was shown, for a deploy to believe. */
export function writeReviewedPlans(folder: string, plans: readonly ShownPlan[]): void {
  const reviewed = plans
    .filter(({ hasChanges }) => hasChanges)
    .map(({ stack, digest }): ReviewedPlan => ({ stack, digest }));
  writeFileSync(join(folder, fileName), JSON.stringify(reviewed));
}

/** What was written down, of each pull request in a folder of its own. */
export function readReviewedPlans(folder: string): ReviewedPlan[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) =>
    JSON.parse(readFileSync(join(folder, name, fileName), 'utf8')),
  );
}

/** Where to find what was shown on a pull request. */
export interface Showing {
  readonly run: number;
  readonly artifact: string;
}

/**
 * The runs that showed the newest plans of pull requests. Any workflow of any branch may leave something under the same
 * name, and write comments that look alike: believed is only what a run with the code of main has left.
 */
export async function showingRuns(github: GitHub, pullRequests: readonly number[]): Promise<Showing[]> {
  const found = await Promise.all(pullRequests.map((number) => showingRun(github, artifactOf(number))));
  return found.filter((showing) => showing !== undefined);
}

async function showingRun(github: GitHub, artifact: string): Promise<Showing | undefined> {
  for (const { expired, workflow_run: of } of await github.artifactsCalled(artifact)) {
    if (expired || !of) continue;
    const { event, path, head_branch: branch } = await github.run(of.id);
    const isOfMain = event === 'workflow_run' && path.split('@')[0] === showingWorkflow && branch === 'main';
    if (isOfMain) return { run: of.id, artifact };
  }
  return undefined;
}

/**
 * Refuses plans that nobody has seen: each that changes something has to be one that a pull request showed, or to be
 * accepted by its digest.
 *
 * @param reviewed of all pull requests that are deployed: with several merges since the last deploy, a stack may have come
 * by any.
 * @param accepted digests that a person has read and accepted.
 * @throws UserError that shows them, and how to accept one.
 */
export function refuseUnreviewed(
  reviewed: readonly ReviewedPlan[],
  plans: readonly (ReviewedPlan & Pick<ShownPlan, 'hasChanges' | 'summary'>)[],
  accepted: readonly string[],
): void {
  const unreviewed = plans
    .filter(({ hasChanges, digest }) => hasChanges && !accepted.includes(digest))
    .map((plan) => ({
      ...plan,
      reviewed: reviewed.filter(({ stack }) => stack === plan.stack).map(({ digest }) => digest),
    }))
    .filter((plan) => !plan.reviewed.includes(plan.digest));
  if (unreviewed.length > 0) throw notReviewed(unreviewed);
}
