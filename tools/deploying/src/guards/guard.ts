import { askAccount } from '../account/clients';
import { bucketOfStates } from './bucket-of-states';
import { GuardedStack } from './guarded-stack';
import { heldHosts } from './held-hosts';
import { platformInUse } from './platform-in-use';

/** Refuses, by a UserError, to destroy a stack that something else in the account needs, or people do who are led elsewhere by it. */
export type Guard = (job: GuardedStack) => Promise<void>;

const guards: readonly Guard[] = [heldHosts, platformInUse, bucketOfStates];

/**
 * Makes sure that nothing in the account needs a stack any more. Terraform cannot: every stack has a state of its own.
 *
 * @throws UserError that says what needs it, and what to do.
 */
export async function refuseWhileNeeded(job: GuardedStack): Promise<void> {
  await askAccount(`what needs ${job.stack.name}`, async () => {
    for (const guard of guards) await guard(job);
  });
}
