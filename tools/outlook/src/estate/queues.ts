import { resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { partOf, referred } from './part';

/** A queue of SQS. */
export interface Queue {
  /** The construct that makes it: `email-delivery`; a queue and that of its dead letters have the same. */
  readonly of: string;
  readonly name: string;
  readonly address: string;
  readonly fifo: boolean;
  readonly retentionSeconds: number;
  /** The address of the queue that takes what could not be handled. */
  readonly deadLetters?: string;
}

/** Source: SQS API reference, CreateQueue, MessageRetentionPeriod: 4 days where nothing is said. */
const defaultRetentionSeconds = 4 * 86_400;

export function readQueues(stack: SynthesisedStack): Queue[] {
  const queues = resourcesOf(stack, 'aws_sqs_queue');
  return queues.map(({ address, config, constructPath }) => ({
    of: partOf(constructPath),
    name: String(config.name),
    address,
    fifo: config.fifo_queue === true,
    retentionSeconds: settledNumber(config.message_retention_seconds) ?? defaultRetentionSeconds,
    deadLetters: referred(queues, config.redrive_policy)?.address,
  }));
}
