import { GitHub } from '../github/github';
import { Outlook } from '../outlook/outlook-text';
import { isPlanComment, planComment } from './plan-comment';
import { ShownPlan } from './shown-plans';

/**
 * Shows all plans in one comment on a pull request, and keeps that comment true. Where no plan changes anything there is
 * none; where one is there from before, that says so.
 */
export async function commentPlans(
  github: GitHub,
  pullRequest: number,
  plans: readonly ShownPlan[],
  outlook?: Outlook,
): Promise<void> {
  const comments = await github.commentsOf(pullRequest);
  const existing = comments.find(({ body }) => isPlanComment(body));
  const body = planComment(plans, outlook);
  if (existing) {
    if (existing.body !== body) await github.changeComment(existing.id, body);
  } else if (plans.some(({ hasChanges }) => hasChanges)) await github.comment(pullRequest, body);
}
