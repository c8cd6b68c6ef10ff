import { UserError } from '@dotkom/stack/conventions';

export interface UnreviewedPlan {
  readonly stack: string;
  readonly digest: string;
  readonly summary: string;
  /** What was reviewed: other plans of the stack, or none. */
  readonly reviewed: readonly string[];
}

export function notReviewed(plans: readonly UnreviewedPlan[]): UserError {
  const each = plans.map(({ stack, digest, summary, reviewed }) =>
    [
      reviewed.length === 0
        ? `${stack}: no plan of it is in the pull request.`
        : `${stack}: the plan is another than the one in the pull request. Something was deployed or changed by hand in between, two merges came together, or the same merge changed what the platform tells its applications.`,
      summary,
      `To apply it as it is, after reading it: run the workflow Deploy by hand, with the same inputs and accept: ${digest}`,
    ].join('\n'),
  );
  return new UserError(
    `Nothing is applied: nobody has reviewed this (docs/runbooks/deploy-refused.md).\n\n${each.join('\n\n')}`,
  );
}

export function notAPlan(name: string, reason: string): UserError {
  return new UserError(
    `What the pull request left under the name "${name}" is no plan: ${reason}. Its job writes plan-result.json for each ` +
      'stack (nx diff), and nothing is shown of one that is written otherwise. Where the pull request changes how, merge that by itself first.',
  );
}

export function noPlans(project: string): UserError {
  return new UserError(
    `There are no plans of ${project} on the AWS of this machine. npx nx diff ${project} -c local makes them; npm start -- platform starts that AWS, where it does not run.`,
  );
}

export function noWorkflowRun(): UserError {
  return new UserError(
    'This runs in the workflow Plan comment, which GitHub starts when a run of Pull request has ended: GITHUB_EVENT_PATH names no such run.',
  );
}
