import { Account } from '../account';
import { askAccount } from '../clients';
import { StackJob } from '../executors/each-stack';
import { SynthesisedStack } from '../stack/synthesised-stack';
import { bucketOfStates } from './bucket-of-states';
import { platformInUse } from './platform-in-use';

/** Refuses, by a UserError, to destroy a stack that something else in the account needs. */
export type Guard = (job: GuardedStack) => Promise<void>;

/** What a guard has to know of a stack and where it is. */
export type GuardedStack = Pick<StackJob, 'configuration'> & {
  readonly stack: SynthesisedStack;
  readonly account: Account;
};

const guards: readonly Guard[] = [platformInUse, bucketOfStates];

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
