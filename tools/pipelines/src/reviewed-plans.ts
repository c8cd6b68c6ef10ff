import { PlanResult } from '@dotkom/deploying';
import { notReviewed } from './errors';
import { GitHub } from './github';
import { digestIn, isPlanComment } from './plan-comment';

/**
 * Refuses plans that nobody has seen: each that changes something has to be one that one of these pull requests shows,
 * or to be accepted by its digest.
 *
 * @param pullRequests all that are deployed: with several merges since the last deploy, a stack may have come by any.
 * @param accepted digests that a person has read and accepted.
 * @throws UserError that shows them, and how to accept one.
 */
export async function refuseUnreviewed(
  github: GitHub,
  pullRequests: readonly number[],
  plans: readonly PlanResult[],
  accepted: readonly string[],
): Promise<void> {
  const pending = plans.filter(({ hasChanges, digest }) => hasChanges && !accepted.includes(digest));
  if (pending.length === 0) return;
  const comments = (await Promise.all(pullRequests.map((each) => github.commentsOf(each)))).flat();
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
