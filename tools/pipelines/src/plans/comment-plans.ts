import { GitHub } from '../github/github';
import { isPlanComment, noPlanComment, planComment, stackOf } from './plan-comment';
import { ShownPlan } from './shown-plans';

/**
 * Shows each plan in a comment of its own on a pull request, and keeps that comment true. A stack whose plan changes
 * nothing gets no comment; where it has one from before, that says so.
 */
export async function commentPlans(
  github: GitHub,
  pullRequest: number,
  plans: readonly ShownPlan[],
): Promise<void> {
  const comments = await github.commentsOf(pullRequest);
  for (const plan of plans) {
    const existing = comments.find(({ body }) => isPlanComment(body, plan.stack));
    const body = planComment(plan);
    if (existing) {
      if (existing.body !== body) await github.changeComment(existing.id, body);
    } else if (plan.hasChanges) await github.comment(pullRequest, body);
  }
  // What an earlier state of the pull request reached and this one does not.
  for (const { id, body } of comments) {
    const stack = stackOf(body);
    if (stack && !plans.some((plan) => plan.stack === stack) && body !== noPlanComment(stack)) {
      await github.changeComment(id, noPlanComment(stack));
    }
  }
}
