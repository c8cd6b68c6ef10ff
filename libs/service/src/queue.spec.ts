import fc from 'fast-check';
import { Duration } from '@dotkom/stack';
import { brokenInvariants, jsonOf, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { Bucket } from './bucket';
import { Queue, QueueProps } from './queue';
import { applicationWith, refusalOf, TestApplication, TestGrantee } from './testing';

const plain: QueueProps = { handledWithin: '30 seconds' };

function queue(props: Partial<QueueProps> = {}, of: TestApplication = {}): SynthesisedStack {
  return applicationWith((stack) => new Queue(stack, 'email-delivery', { ...plain, ...props }), of);
}

/** The queue itself, and the one of its dead letters. */
function both(stack: SynthesisedStack): [Record<string, any>, Record<string, any>] {
  const all = resources(stack, 'aws_sqs_queue');
  const [main, dead] = [true, false].map((isMain) => all.find((each) => 'redrive_policy' in each === isMain));
  if (!main || !dead || all.length !== 2) throw new Error('Expected a queue and one for its dead letters.');
  return [main, dead];
}

describe('a queue', () => {
  const stack = queue();
  const [main, dead] = both(stack);

  it('has a name that says whose it is, and so have its dead letters', () => {
    expect(main['name']).toBe('grades-prod-email-delivery');
    expect(dead['name']).toBe('grades-prod-email-delivery-dead-letters');
  });

  it('gives a message up after three attempts, to the queue of its own dead letters', () => {
    const { deadLetterTargetArn, maxReceiveCount } = jsonOf(main['redrive_policy']);
    expect(maxReceiveCount).toBe(3);
    expect(referred(stack, deadLetterTargetArn)).toBe(dead);
    expect(jsonOf(both(queue({ attempts: 5 }))[0]['redrive_policy']).maxReceiveCount).toBe(5);
  });

  it('is the only one whose dead letters go there', () => {
    const [allow] = resources(stack, 'aws_sqs_queue_redrive_allow_policy');
    expect(referred(stack, allow?.['queue_url'])).toBe(dead);
    const { redrivePermission, sourceQueueArns } = jsonOf(allow?.['redrive_allow_policy']);
    expect(redrivePermission).toBe('byQueue');
    expect(sourceQueueArns.map((arn: string) => referred(stack, arn))).toEqual([main]);
  });

  it('leaves a message to its consumer for as long as handling takes', () => {
    expect(both(queue({ handledWithin: '2 minutes' }))[0]['visibility_timeout_seconds']).toBe(120);
    expect(main['visibility_timeout_seconds']).toBe(30);
  });

  it('keeps its dead letters for 14 days, longer than it keeps anything itself', () => {
    expect(dead['message_retention_seconds']).toBe(1_209_600);
    expect(main['message_retention_seconds']).toBe(345_600);
  });

  it('is encrypted, as its dead letters are, and answers neither without TLS', () => {
    expect(brokenInvariants(stack)).toEqual([]);
    for (const each of [main, dead]) expect(each['sqs_managed_sse_enabled']).toBe(true);
    const policies = resources(stack, 'aws_sqs_queue_policy');
    expect(new Set(policies.map((each) => referred(stack, each['queue_url'])))).toEqual(
      new Set([main, dead]),
    );
    for (const { policy, queue_url } of policies) {
      const [statement, ...others] = jsonOf(policy).Statement;
      expect(others).toEqual([]);
      expect(statement).toMatchObject({
        Effect: 'Deny',
        Principal: '*',
        Action: ['sqs:*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      expect(referred(stack, statement.Resource[0])).toBe(referred(stack, queue_url));
    }
  });

  it('rings for the first dead letter, and when nobody handles its messages', () => {
    const alarms = resources(queue({ alarmAfter: '1 hour' }), 'aws_cloudwatch_metric_alarm');
    expect(
      alarms.map((each) => [
        each['alarm_name'],
        each['metric_name'],
        each['comparison_operator'],
        each['threshold'],
      ]),
    ).toEqual([
      ['grades-prod-email-delivery-age', 'ApproximateAgeOfOldestMessage', 'GreaterThanThreshold', 3600],
      [
        'grades-prod-email-delivery-dead-letters',
        'ApproximateNumberOfMessagesVisible',
        'GreaterThanThreshold',
        0,
      ],
    ]);
    const watched = resources(stack, 'aws_cloudwatch_metric_alarm').map(({ dimensions }) =>
      referred(stack, dimensions.QueueName),
    );
    expect(watched).toEqual([main, dead]);
    for (const { alarm_actions, alarm_description } of alarms) {
      expect(alarm_actions[0]).toContain('/platform/prod/alarm-topic-arn');
      expect(alarm_description).toContain('/runbooks/dead-letters.md');
    }
  });

  it('lets nothing send that does not run, such as a bucket', () => {
    const create = () =>
      applicationWith((each) => new Queue(each, 'mail', plain).grantSend(new Bucket(each, 'files') as never));
    expect(create).toThrow(/Give what runs/);
  });

  it('lets a service send, and another consume, and neither do more', () => {
    const [sender, consumer] = [new TestGrantee(), new TestGrantee()];
    const stackWithGrants = applicationWith((each) => {
      const made = new Queue(each, 'email-delivery', plain);
      made.grantSend(sender);
      made.grantConsume(consumer);
      for (const { resources } of [...sender.statements, ...consumer.statements])
        expect(resources).toEqual([made.arn]);
    });
    expect(resources(stackWithGrants, 'aws_iam_role_policy')).toEqual([]);
    const looks = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
    expect(sender.statements.map(({ sid, actions }) => [sid, actions])).toEqual([
      ['SendEmailDelivery', ['sqs:SendMessage', ...looks]],
    ]);
    expect(consumer.statements.map(({ sid, actions }) => [sid, actions])).toEqual([
      [
        'ConsumeEmailDelivery',
        ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage', ...looks],
      ],
    ]);
  });
});

describe('a queue that keeps an order', () => {
  it('is one of AWS by its name, and so are its dead letters, also when the name is cut', () => {
    for (const application of ['grades', 'a'.repeat(30)]) {
      const stack = applicationWith(
        (each) => new Queue(each, 'b'.repeat(application.length), { ...plain, fifo: true }),
        { application, environment: 'staging' },
      );
      for (const each of both(stack)) {
        expect(each).toMatchObject({ fifo_queue: true, content_based_deduplication: true });
        expect(each['name']).toMatch(/^[\w-]{1,75}\.fifo$/);
      }
    }
    for (const each of both(queue())) expect(each['name']).not.toContain('.fifo');
  });
});

describe('a queue is refused for', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a time to handle of nothing', { handledWithin: '0 seconds' }, "'0 seconds' is no time in which"],
    ['a time to handle beyond 12 hours', { handledWithin: '13 hours' }, "'13 hours' is no time in which"],
    ['a time that is no duration', { handledWithin: '30' }, "'30' is not a duration."],
    ['no attempt', { attempts: 0 }, '0 is no number of attempts'],
    ['half an attempt', { attempts: 2.5 }, '2.5 is no number of attempts'],
    ['more attempts than SQS counts', { attempts: 1001 }, '1001 is no number of attempts'],
    [
      'a retention as long as that of dead letters',
      { retention: '14 days' },
      "'14 days' is no time for messages",
    ],
    ['a retention below that of SQS', { retention: '59 seconds' }, "'59 seconds' is no time for messages"],
    [
      'a message that is lost before its last attempt',
      { handledWithin: '12 hours', attempts: 8 },
      "8 attempts of '12 hours' take longer than the '4 days'",
    ],
    [
      'an alarm that never rings',
      { retention: '1 hour', alarmAfter: '1 hour' },
      "No message gets as old as '1 hour'",
    ],
  ])('%s', (_, props, message) => {
    expect(refusalOf((stack) => new Queue(stack, 'emails', { ...plain, ...props } as QueueProps))).toContain(
      message,
    );
  });

  it('all that is wrong, at once, and nothing that follows from it', () => {
    const wrong = { handledWithin: '13 hours', attempts: 0, retention: '14 days', alarmAfter: 'soon' };
    const refused = refusalOf((stack) => new Queue(stack, 'emails', wrong as never));
    expect(refused).toMatch(/^4 problems/);
    for (const value of ["'13 hours'", '0 is no number of attempts', "'14 days'", "'soon'"])
      expect(refused).toContain(value);
  });

  it('a name that AWS refuses', () => {
    expect(refusalOf((stack) => new Queue(stack, 'Emails', plain))).toContain(
      "'Emails' cannot be the name of a queue",
    );
  });
});

it('is made only where every message is tried to the end and then still kept as a dead letter', () => {
  const amount = fc.integer({ min: 1, max: 400 });
  const unit = fc.constantFrom('seconds', 'minutes', 'hours', 'days');
  const duration = fc.tuple(amount, unit).map((parts) => parts.join(' ') as Duration);
  fc.assert(
    fc.property(
      duration,
      fc.integer({ min: 1, max: 1000 }),
      duration,
      (handledWithin, attempts, retention) => {
        let made;
        try {
          made = both(queue({ handledWithin, attempts, retention, alarmAfter: '1 second' }));
        } catch {
          return; // Refused, with a message that the table above asserts.
        }
        const [main, dead] = made;
        const kept = main['message_retention_seconds'];
        expect(main['visibility_timeout_seconds'] * attempts).toBeLessThan(kept);
        expect(dead['message_retention_seconds'] - kept).toBeGreaterThanOrEqual(86_400);
      },
    ),
    { numRuns: 40 },
  );
});
