import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { notReady, ready, Row } from '../row';

/** Whether e-mail reaches people: in its sandbox, SES sends to addresses that were confirmed and to no others. */
export const sending: Check = {
  what: 'E-mail (SES)',
  async rows({ account, stacks }) {
    const identities = identitiesIn(stacks);
    if (identities.length === 0) return [];
    const ses = new SESv2Client(preflightConfig(account));
    const { ProductionAccessEnabled } = await ses.send(new GetAccountCommand({}));
    const outOfSandbox = ProductionAccessEnabled
      ? ready(this.what, 'out of its sandbox')
      : notReady(
          this.what,
          'in its sandbox: it sends to confirmed addresses alone',
          'Ask AWS for production access (SES in the console, "Get set up"); it takes a day.',
        );
    const rows: Row[] = [outOfSandbox];
    for (const identity of identities) rows.push(await identityRow(ses, identity));
    return rows;
  },
};

async function identityRow(ses: SESv2Client, identity: string): Promise<Row> {
  const what = `E-mail from ${identity}`;
  const todo = `Verify the domain ${identity} in SES (Identities), with its DKIM records in the zone.`;
  try {
    const { VerifiedForSendingStatus } = await ses.send(
      new GetEmailIdentityCommand({ EmailIdentity: identity }),
    );
    return VerifiedForSendingStatus ? ready(what, 'verified') : notReady(what, 'not verified yet', todo);
  } catch (error) {
    if ((error as Error).name !== 'NotFoundException') throw error;
    return notReady(what, 'SES does not know the domain', todo);
  }
}

/** The domains that roles may send from. */
function identitiesIn(stacks: readonly SynthesisedStack[]): string[] {
  const policies = stacks.flatMap((stack) => resourcesOf(stack, 'aws_iam_role_policy'));
  const found = policies.flatMap(({ config }) => [
    ...String(config.policy).matchAll(/:ses:[^"]*:identity\/([^"*]+)"/g),
  ]);
  return [...new Set(found.map(([, identity = '']) => identity))].sort();
}
