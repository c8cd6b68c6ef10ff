import { EmailSender, EmailSenderProps } from './email-sender';
import { applicationWith, refusalOf, TestGrantee } from './testing';

function granted(props: EmailSenderProps) {
  const grantee = new TestGrantee();
  applicationWith((stack) => new EmailSender(stack, 'email', props).grantSend(grantee));
  expect(grantee.statements).toHaveLength(1);
  return grantee.statements[0];
}

describe('sending e-mail', () => {
  it('is allowed from one identity, and makes nothing', () => {
    expect(granted({ identity: 'online.ntnu.no' })).toEqual({
      sid: 'SendAsEmail',
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: [
        expect.stringMatching(/^arn:aws:ses:eu-north-1:.+:identity\/online\.ntnu\.no$/),
        // The set that the identity may have by default, which SES asks for too.
        expect.stringMatching(/^arn:aws:ses:eu-north-1:.+:configuration-set\/\*$/),
      ],
    });
    const stack = applicationWith((each) => new EmailSender(each, 'email', { identity: 'online.ntnu.no' }));
    expect(stack.resource ?? {}).toEqual({});
  });

  it('is allowed from named addresses alone where some are named', () => {
    const from = ['no-reply@online.ntnu.no', 'bedkom+kvittering@online.ntnu.no'];
    expect(granted({ identity: 'online.ntnu.no', from })?.conditions).toEqual({
      StringEquals: { 'ses:FromAddress': from },
    });
  });

  it.each<[string, EmailSenderProps, string]>([
    ['a domain of others', { identity: 'gmail.com' }, "'gmail.com' is in none of the zones"],
    ['every identity', { identity: '*' }, "'*' is not a host name"],
    [
      'an address of others',
      { identity: 'online.ntnu.no', from: ['a@grades.no'] },
      "'a@grades.no' is no address to send from as 'online.ntnu.no'",
    ],
    [
      'a pattern of addresses',
      { identity: 'online.ntnu.no', from: ['*@online.ntnu.no'] },
      "'*@online.ntnu.no' is no address",
    ],
    [
      'two addresses in one',
      { identity: 'online.ntnu.no', from: ['a@b@online.ntnu.no'] },
      "'a@b@online.ntnu.no' is no address",
    ],
    ['no address at all', { identity: 'online.ntnu.no', from: [] }, "'' is no address"],
  ])('is refused from %s', (_, props, message) => {
    expect(refusalOf((stack) => new EmailSender(stack, 'email', props))).toContain(message);
  });
});
