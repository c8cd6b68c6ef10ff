import { UserError } from '@dotkom/stack/conventions';

export function oldRun(run: number, newest: number): UserError {
  return new UserError(
    `Nothing is applied: run ${run} of Deploy is older than run ${newest}, and would put older code over newer. ` +
      `Run ${newest} deploys what this one would: re-run that one where it failed, or start Deploy by hand.`,
  );
}

export function noSuchProjects(unknown: readonly string[], known: readonly string[]): UserError {
  return new UserError(
    `Nothing is deployed: ${unknown.join(', ')} cannot be deployed by a workflow. Projects that can: ${known.join(', ')}.`,
  );
}
