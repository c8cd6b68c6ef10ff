import { Construct } from 'constructs';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import {
  Alarm,
  awsName,
  checked,
  checkedWord,
  Duration,
  grantSid,
  onlyOverTls,
  placed,
  resourcePolicy,
  seconds,
  inProperty,
} from '@dotkom/stack';
import { ApplicationStack } from './application-stack';
import { Check } from './container/check';
import {
  expiresBeforeDeadLetter,
  longerThanKept,
  notANumberOfAttempts,
  notAHandlingTime,
  notAMessageRetention,
} from './errors';
import { Grantee, grantTo } from './grantee';
import { inputs } from './inputs/inputs';

/** What a {@link Queue} is asked. Times as `'30 seconds'` or `'4 days'`. */
export interface QueueProps {
  /**
   * The longest that a consumer takes from receiving a message until it deletes it; of all messages, where it receives
   * several and handles them one after the other. After that the message is given to somebody again. At most 12 hours.
   */
  readonly handledWithin: Duration;
  /** How often a message is received before it is a dead letter, from 1 to 1000. @default 3 */
  readonly attempts?: number;
  /** How long a message waits that nobody receives, after which it is lost; at most 13 days. @default '4 days' */
  readonly retention?: Duration;
  /** How long the oldest message may wait before an alarm says that nobody handles them. @default '15 minutes' */
  readonly alarmAfter?: Duration;
  /**
   * Whether messages of one group are handled in their order and a message sent twice within five minutes is one.
   * Cannot be changed afterwards without another queue. @default false
   */
  readonly fifo?: boolean;
}

const secondsPerDay = 86_400;
/** The longest that SQS keeps a message. */
const deadLetterRetention = 14 * secondsPerDay;

/**
 * A queue between two services. A message that cannot be handled becomes a dead letter, which is kept for 14 days from
 * when it was sent and rings an alarm (docs/decisions/queues.md). Encrypted, over TLS only, for nobody until granted.
 *
 * A million requests a month are free, each further million costs 0.40 dollars; the two alarms cost 0.20 a month once
 * the account has more than ten. A consumer that polls for 20 seconds at a time makes 130 000 requests a month.
 *
 * Source of the retention: Setting up dead-letter queue retention, Amazon SQS Developer Guide.
 *
 * @throws UserError when a time is beyond SQS's limits, or a message would be lost before its last attempt.
 * @example
 * const emails = new Queue(this, 'email-delivery', { handledWithin: '30 seconds' });
 * emails.grantSend(rpc);
 * emails.grantConsume(rpc);
 */
export class Queue extends Construct {
  /** What it is called in SQS. */
  readonly name: string;
  /** What policies call it. */
  readonly arn: string;
  /** What a client of SQS is given; no secret. */
  readonly url: string;

  private readonly word: string;
  private readonly isFifo: boolean;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Queue.props', props);
    this.word = checked(this, () => checkedWord('a queue', this.node.id), 'queue');
    this.isFifo = props.fifo ?? false;
    const settings = normalise(props, (check, otherwise) => checked(this, check, otherwise));

    const deadLetters = this.createQueue('dead-letters', { messageRetentionSeconds: deadLetterRetention });
    const queue = this.createQueue('queue', {
      messageRetentionSeconds: settings.retention,
      visibilityTimeoutSeconds: settings.handledWithin,
      receiveWaitTimeSeconds: 20, // The longest there is: a consumer that asks for less gets less.
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: settings.attempts,
      }),
    });
    ({ name: this.name, arn: this.arn, url: this.url } = queue);
    this.takeDeadLettersOnlyFrom(queue, deadLetters);
    this.createAlarms(queue, deadLetters, settings.alarmAfter);
  }

  /** Lets a service send messages. */
  grantSend(grantee: Grantee): void {
    this.grant(grantee, 'Send', ['sqs:SendMessage']);
  }

  /** Lets a service receive messages, ask for more time, and delete those that it has handled. */
  grantConsume(grantee: Grantee): void {
    this.grant(grantee, 'Consume', [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
    ]);
  }

  private grant(grantee: Grantee, what: string, actions: readonly string[]): void {
    grantTo(grantee, this, {
      sid: grantSid(what, this.word),
      actions: [...actions, 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      resources: [this.arn],
    });
  }

  private createQueue(kind: 'queue' | 'dead-letters', settings: Record<string, unknown>): SqsQueue {
    const words = this.words(...(kind === 'queue' ? [] : [kind]));
    const queue = new SqsQueue(this, kind, {
      name: this.isFifo ? `${awsName('FIFO queue', words)}.fifo` : awsName('queue', words),
      sqsManagedSseEnabled: true,
      ...(this.isFifo && { fifoQueue: true, contentBasedDeduplication: true }),
      ...settings,
    });
    new SqsQueuePolicy(this, `${kind}-policy`, {
      queueUrl: queue.url,
      policy: resourcePolicy([onlyOverTls('sqs', [queue.arn])]),
    });
    return queue;
  }

  private takeDeadLettersOnlyFrom({ arn }: SqsQueue, deadLetters: SqsQueue): void {
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [arn] }),
    });
  }

  private createAlarms(queue: SqsQueue, deadLetters: SqsQueue, alarmAfter: number): void {
    const topicArn = ApplicationStack.of(this).platform.fact('alarm-topic-arn');
    const metric = (name: string, { name: QueueName }: SqsQueue) =>
      ({ namespace: 'AWS/SQS', name, dimensions: { QueueName }, statistic: 'Maximum' }) as const;
    new Alarm(this, 'dead-letters-alarm', {
      name: awsName('alarm', this.words('dead-letters')),
      summary: `Messages of the queue ${this.word} could not be handled and are dead letters.`,
      runbook: 'dead-letters',
      metric: metric('ApproximateNumberOfMessagesVisible', deadLetters),
      when: { above: 0 },
      topicArn,
    });
    new Alarm(this, 'age-alarm', {
      name: awsName('alarm', this.words('age')),
      summary: `Messages wait in the queue ${this.word} and nobody handles them.`,
      runbook: 'dead-letters',
      metric: metric('ApproximateAgeOfOldestMessage', queue),
      when: { above: alarmAfter },
      topicArn,
    });
  }

  private words(...more: readonly string[]): string[] {
    const { application, environment } = ApplicationStack.of(this);
    return [application, environment.name, this.word, ...more];
  }
}

const standIn = { handledWithin: 30, attempts: 3, retention: 4 * secondsPerDay, alarmAfter: 900 };

/** Checks each property, and then how they go together: of what is refused, nothing more is said. */
function normalise(props: QueueProps, check: Check): typeof standIn {
  const { handledWithin, attempts = 3, retention = '4 days', alarmAfter = '15 minutes' } = props;
  const of = (property: string, read: () => number) =>
    check<number | undefined>(inProperty(property, read), undefined);
  const each = [
    of('handledWithin', () => checkedHandling(handledWithin)),
    of('attempts', () => checkedAttempts(attempts)),
    of('retention', () => checkedRetention(retention)),
    of('alarmAfter', () => seconds(alarmAfter)),
  ];
  if (!each.every((value) => value !== undefined)) return standIn;
  const [handled = 0, often = 0, kept = 0, late = 0] = each;
  check(() => {
    if (handled * often >= kept) throw expiresBeforeDeadLetter(handledWithin, attempts, retention);
  }, undefined);
  check(() => {
    if (late >= kept) throw longerThanKept(alarmAfter, retention);
  }, undefined);
  return { handledWithin: handled, attempts: often, retention: kept, alarmAfter: late };
}

function checkedAttempts(attempts: number): number {
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 1000) throw notANumberOfAttempts(attempts);
  return attempts;
}

function checkedHandling(time: Duration): number {
  const handled = seconds(time);
  if (handled < 1 || handled > 12 * 3600) throw notAHandlingTime(time);
  return handled;
}

function checkedRetention(time: Duration): number {
  const kept = seconds(time);
  if (kept < 60 || kept > deadLetterRetention - secondsPerDay) throw notAMessageRetention(time);
  return kept;
}
