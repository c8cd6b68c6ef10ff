import fc from 'fast-check';
import { jsonOf, resources } from '@dotkom/stack/testing';
import { EmailSender } from '../email-sender';
import { Queue } from '../queue';
import { applicationWith, plainService } from '../testing';
import { WebService } from '../web-service/web-service';
import { distinctStatements } from './distinct-statements';

const send = (sid: string, queue: string) => ({ sid, actions: ['sqs:SendMessage'], resources: [queue] });

describe('statements of one policy', () => {
  it('are granted once where they are granted twice, also with others between', () => {
    const [one, other] = [send('Send', 'a'), send('Send', 'b')];
    expect(distinctStatements([one, other, one, other, one])).toEqual([one, send('Send2', 'b')]);
  });

  it('have sids of their own and allow all that they allowed, whatever they were called', () => {
    const statement = fc.record({
      sid: fc.constantFrom('Send', 'Send2', 'Send22', 'Read'),
      actions: fc.constant(['sqs:SendMessage']),
      resources: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        const distinct = distinctStatements(statements);
        expect(new Set(distinct.map(({ sid }) => sid)).size).toBe(distinct.length);
        const allowed = (each: typeof distinct) => new Set(each.flatMap(({ resources }) => resources));
        expect(allowed(distinct)).toEqual(allowed(statements));
      }),
    );
  });

  it('are so in the policy of a task', () => {
    const stack = applicationWith((application) => {
      const backend = new WebService(application, 'backend', plainService);
      const queue = new Queue(application, 'as-mail', { handledWithin: '30 seconds' });
      const email = new EmailSender(application, 'mail', { identity: 'online.ntnu.no' });
      queue.grantSend(backend);
      email.grantSend(backend);
      queue.grantSend(backend);
    });
    const sids = resources(stack, 'aws_iam_role_policy').map(({ policy }) =>
      jsonOf(policy).Statement.map(({ Sid }: { Sid: string }) => Sid),
    );
    expect(sids).toContainEqual(['SendAsMail', 'SendAsMail2']);
  });
});
