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

export function wrongArguments(commands: readonly string[]): UserError {
  const usages = commands.map((command) => `  npx tsx tools/pipelines/src/cli.ts ${command}`);
  return new UserError(`That is not how it is called. It is one of:\n${usages.join('\n')}`);
}

export function notAllTold(failures: readonly string[]): UserError {
  return new UserError(
    `GitHub was told of all else, but not of this:\n${failures.map((failure) => `  ${failure}`).join('\n')}\n` +
      'Mend the reason and run the workflow Drift by hand, or its issues are as old as the night before.',
  );
}

export function nothingPlanned(stacks: number): UserError {
  return new UserError(
    `None of ${stacks} stacks could be planned, which is hardly the fault of each: nobody is told of anything. ` +
      'The steps before say why, mostly that the role could not be taken or a registry was not there.',
  );
}

export function leftBehindUnknown(reason: string): UserError {
  return new UserError(
    `Whether something is deployed that the code has no more, could not be found out: ${reason}. ` +
      'All else was told. Mend it and run the workflow Drift by hand.',
  );
}

export function oldRun(run: number, newest: number): UserError {
  return new UserError(
    `Nothing is applied: run ${run} of Deploy is older than run ${newest}, and would put older code over newer. ` +
      `Run ${newest} deploys what this one would: re-run that one where it failed, or start Deploy by hand.`,
  );
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
        : `${stack}: the plan is another than the one in the pull request. Something was deployed or changed by hand in between, two merges came together, or the same merge changed what the platform tells its applications.`,
      summary,
      `To apply it as it is, after reading it: run the workflow Deploy by hand with accept: ${digest}`,
    ].join('\n'),
  );
  return new UserError(
    `Nothing is applied: nobody has reviewed this (docs/runbooks/deploy-refused.md).\n\n${each.join('\n\n')}`,
  );
}
