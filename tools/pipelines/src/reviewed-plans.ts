import { PlanResult } from '@dotkom/nx-infra';
import { notReviewed } from './errors';
import { GitHub } from './github';
import { digestIn, isPlanComment } from './plan-comment';

/**
 * Refuses plans that nobody has seen: each that changes something has to be one that the pull request of one of these
 * commits shows, or to be accepted by its digest.
 *
 * @param commits all that is deployed: with several merges since the last deploy, a stack may have come by any of them.
 * @param accepted digests that a person has read and accepted.
 * @throws UserError that shows them, and how to accept one.
 */
export async function refuseUnreviewed(
  github: GitHub,
  commits: readonly string[],
  plans: readonly PlanResult[],
  accepted: readonly string[],
): Promise<void> {
  const pending = plans.filter(({ hasChanges, digest }) => hasChanges && !accepted.includes(digest));
  if (pending.length === 0) return;
  const pulls = [
    ...new Set((await Promise.all(commits.map((commit) => github.pullRequestsOf(commit)))).flat()),
  ];
  const comments = (await Promise.all(pulls.map((pull) => github.commentsOf(pull)))).flat();
  const unreviewed = pending
    .map((plan) => ({
      ...plan,
      reviewed: comments
        .filter(({ body }) => isPlanComment(body, plan.stack))
        .map(({ body }) => digestIn(body) ?? ''),
    }))
    .filter(({ digest, reviewed }) => !reviewed.includes(digest));
  if (unreviewed.length > 0) throw notReviewed(unreviewed);
}
