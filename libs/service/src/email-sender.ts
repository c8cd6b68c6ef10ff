import { Construct } from 'constructs';
import { zoneHolding } from '@dotkom/platform/contract';
import {
  checked,
  checkedWord,
  grantSid,
  InfraStack,
  organisation,
  placed,
  Statement,
  inProperty,
} from '@dotkom/stack';
import { checkedEach } from './container/check';
import { notAnAddressOf } from './errors';
import { Grantee, grantTo } from './grantee';
import { inputs } from './inputs/inputs';

/** What an {@link EmailSender} is asked. */
export interface EmailSenderProps {
  /** The domain that SES knows as ours to send from: `'online.ntnu.no'`. */
  readonly identity: string;
  /** The only addresses to send from. @default every address of the identity */
  readonly from?: readonly string[];
}

/**
 * Sends e-mail through SES, from one of our domains and no other. 0.10 dollars per 1000 e-mails.
 *
 * It makes no identity. SES knows a domain once for the whole account, with records for it that other systems send by
 * too, so an application's stack that made it could also destroy it for all. It is named, not looked up: a plan needs
 * no right to read SES, and where SES does not know the domain, it says so when the first e-mail is sent.
 *
 * @throws UserError when the identity is in none of our zones, or an address is not of the identity.
 * @example
 * const email = new EmailSender(this, 'email', { identity: 'online.ntnu.no', from: ['no-reply@online.ntnu.no'] });
 * email.grantSend(rpc);
 */
export class EmailSender extends Construct {
  private readonly statement: Statement;

  constructor(scope: Construct, id: string, props: EmailSenderProps) {
    super(...placed(scope, id));
    const { identity, from } = inputs.checked(this, 'EmailSender.props', props);
    checked<string>(
      this,
      inProperty('identity', () => zoneHolding(identity)),
      '',
    );
    const addresses = this.normalise(identity, from);

    const { accountId } = InfraStack.of(this);
    const ses = `arn:aws:ses:${organisation.region}:${accountId}`;
    this.statement = {
      sid: grantSid(
        'SendAs',
        checked(this, () => checkedWord('an e-mail sender', this.node.id), 'email'),
      ),
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      // Where somebody gives the identity a default configuration set, SES asks for the right to that one as well.
      resources: [`${ses}:identity/${identity}`, `${ses}:configuration-set/*`],
      ...(addresses && { conditions: { StringEquals: { 'ses:FromAddress': addresses } } }),
    };
  }

  /** Lets a service send. */
  grantSend(grantee: Grantee): void {
    grantTo(grantee, this, this.statement);
  }

  private normalise(identity: string, from?: readonly string[]): readonly string[] | undefined {
    const addresses = from?.length === 0 ? [''] : from; // None at all is no address either.
    return (
      addresses &&
      checkedEach(
        'from',
        addresses,
        (check, standIn) => checked(this, check, standIn),
        (each) => checkedAddress(identity, each),
      )
    );
  }
}

function checkedAddress(identity: string, address: string): string {
  const [local = '', domain, ...others] = address.split('@');
  const isOne = /^[\w.+-]+$/.test(local) && domain === identity && others.length === 0;
  if (!isOne) throw notAnAddressOf(identity, address);
  return address;
}
