import { UserError } from '@dotkom/stack/user-error';

/** Every message of the pipelines, each a named function: what is wrong, the value, what to do. */

export function noGithub(): UserError {
  return new UserError(
    'This runs in a workflow of GitHub: GITHUB_REPOSITORY and GITHUB_TOKEN say where to write, and they are not set.',
  );
}

export function githubRefused(method: string, path: string, status: number, answer: string): UserError {
  return new UserError(
    `GitHub refused ${method} ${path} (${status}): ${answer.slice(0, 300)}. ` +
      `See that the job has the permission for it (permissions: in .github/workflows).`,
  );
}

export function wrongArguments(usage: string): UserError {
  return new UserError(`That is not how it is called. ${usage}`);
}

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
        : `${stack}: the plan is another than the one in the pull request. Something was deployed or changed by hand in between.`,
      summary,
      `To apply it as it is, after reading it: run the workflow Deploy by hand with accept: ${digest}`,
    ].join('\n'),
  );
  return new UserError(`Nothing is applied: nobody has reviewed this.\n\n${each.join('\n\n')}`);
}
