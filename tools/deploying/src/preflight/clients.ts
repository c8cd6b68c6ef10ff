import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** With what a client asks an account whether it is ready: twice at most, since what cannot be known is said to be so. */
export function preflightConfig(account: Account) {
  return { ...clientConfig(account), maxAttempts: 2 };
}
