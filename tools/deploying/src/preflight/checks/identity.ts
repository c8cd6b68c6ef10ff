import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { askAccount } from '../../account/clients';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { notReady, ready } from '../row';

const what = 'Account';

/** Which account the shell is signed in to, and as whom. Without an answer there is nothing else to ask. */
export const identity: Check = {
  what,
  async rows({ account }) {
    const sts = new STSClient(preflightConfig(account));
    const { Account: number = '', Arn = '' } = await askAccount('who is signed in', () =>
      sts.send(new GetCallerIdentityCommand({})),
    );
    const found = `${number}, as ${Arn}`;
    if (!/:root$/.test(Arn)) return [ready(what, found)];
    return [
      notReady(
        what,
        found,
        'Sign in as an administrator who is not the root user: nothing can bound the root.',
      ),
    ];
  },
};
