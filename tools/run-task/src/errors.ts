import { UserError } from '@dotkom/stack/user-error';

/** Every message of tools/run-task, each a named function. */

export function noOrder(): UserError {
  return new UserError(
    `There is no order in the environment variable RUN_TASK. Deploys set it (libs/service, OneOffTask); there is no need to run this by hand.`,
  );
}

export function notStarted(reasons: readonly string[]): UserError {
  return new UserError(
    `ECS did not start the task: ${reasons.join(', ') || 'it gave no reason'}. Is there a node with room for it?`,
  );
}

export function failed(reason: string): UserError {
  return new UserError(
    `The task failed: ${reason}. Its log is above. Nothing that waits for it was changed; mend it, and deploy again.`,
  );
}

export function tookTooLong(seconds: number): UserError {
  return new UserError(
    `The task did not end within ${seconds} seconds and was stopped. Nothing that waits for it was changed. ` +
      `Give it more time (timeout), or see whether nodes have room for it.`,
  );
}
