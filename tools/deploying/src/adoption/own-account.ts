import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Account } from '../account/account';
import { clientConfig, couldNotBeAsked } from '../account/clients';
import { accountNotChecked, ofAnotherAccount } from './errors';
import { accountsIn, OldState } from './old-state';

/**
 * Refuses old states of another account than the one that the shell is signed in to: nothing of it could be taken over.
 *
 * @param say is told where nobody is signed in, so that it cannot be known.
 * @returns whether anybody is signed in.
 */
export async function refuseOtherAccount(
  account: Account,
  states: readonly OldState[],
  say: (line: string) => void,
): Promise<boolean> {
  const own = await signedInTo(account);
  if (own === undefined) {
    say(accountNotChecked());
    return false;
  }
  for (const { name, resources } of states) {
    const [other] = [...accountsIn(resources)].filter((id) => id !== own);
    if (other) throw ofAnotherAccount(name, other, own);
  }
  return true;
}

/** The number of the account; nothing where nobody is signed in, or there is no way to AWS. */
async function signedInTo(account: Account): Promise<string | undefined> {
  const sts = new STSClient({ ...clientConfig(account), maxAttempts: 1 });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    if (couldNotBeAsked(error)) return undefined;
    throw error;
  }
}
