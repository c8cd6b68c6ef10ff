import { UserError } from '@dotkom/stack/conventions';

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

/** @param next what that means for who waits, and what to do. */
export function failed(reason: string, next: string): UserError {
  return new UserError(`The task failed: ${reason}. Its log is above. ${next}`);
}

export function tookTooLong(seconds: number, next: string): UserError {
  return new UserError(
    `The task did not end within ${seconds} seconds and was stopped. ` +
      `Give it more time (timeout), or see whether nodes have room for it. ${next}`,
  );
}

/** What a failed task of a deploy means. */
export const deployStops = 'Nothing that waits for it was changed; mend it, and deploy again.';

/** On the AWS of a machine: no container ran, and nothing was done. */
export function stoodIn(): string {
  return (
    'No container ran: a stand-in ended well in its place, because no container engine of this machine has its image. ' +
    'Release one to see it run: npx nx run APPLICATION:release -c local --service NAME --image IMAGE'
  );
}
