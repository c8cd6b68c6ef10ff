import { setTimeout as sleep } from 'node:timers/promises';
import { AwsAnswer, AwsRequest, formOf, withBody, withForm } from '../proxy/aws-request';
import { isObject, jsonOf, text } from '../proxy/json';
import { actions, Gap } from './gap';

/** How often a queue is asked while somebody waits for its messages. */
const pauseMs = 500;

const attribute = 'ReceiveMessageWaitTimeSeconds';

/** Whoever waits for messages keeps nobody else from being answered. */
export function sqsLongPolling(): Gap {
  /** For how many seconds consumers wait that do not say it, by the path of the queue. */
  const waits = new Map<string, number>();
  return {
    name: 'SQS: waiting for messages',
    reason:
      'moto answers one request at a time, and one that waits for messages (up to 20 seconds) keeps all others waiting: ' +
      'with a worker or two in containers, nothing else comes to an end.',
    handles: actions('sqs', 'CreateQueue', 'SetQueueAttributes', 'ReceiveMessage'),
    async fill(request, next) {
      if (request.action === 'ReceiveMessage') return whileWaiting(request, next, waits);
      const answer = await next(request);
      const { Attributes, QueueUrl } = jsonOf(request);
      const url = text(QueueUrl) ?? (answer.status === 200 ? text(jsonOf(answer)['QueueUrl']) : undefined);
      if (url && isObject(Attributes) && attribute in Attributes)
        waits.set(pathOf(url), Number(Attributes[attribute]));
      return answer;
    },
  };
}

async function whileWaiting(
  request: AwsRequest,
  next: (request: AwsRequest) => Promise<AwsAnswer>,
  waits: ReadonlyMap<string, number>,
): Promise<AwsAnswer> {
  const { queue, seconds, atOnce } = received(request);
  const end = Date.now() + (seconds ?? waits.get(pathOf(queue)) ?? 0) * 1000;
  for (;;) {
    const answer = await next(atOnce);
    if (answer.status !== 200 || hasMessages(answer) || Date.now() >= end) return answer;
    await sleep(Math.min(pauseMs, end - Date.now()));
  }
}

/** What a consumer asks, in JSON or as older SDKs do; and the same without waiting. */
function received(request: AwsRequest): { queue: string; seconds?: number; atOnce: AwsRequest } {
  const waitTime = 'WaitTimeSeconds';
  if (request.headers['x-amz-target']) {
    const body = jsonOf(request);
    return {
      queue: text(body['QueueUrl']) ?? '',
      seconds: waitTime in body ? Number(body[waitTime]) : undefined,
      atOnce: withBody(request, JSON.stringify({ ...body, [waitTime]: 0 })),
    };
  }
  const form = formOf(request.body);
  const seconds = form.get(waitTime);
  form.set(waitTime, '0');
  return {
    queue: form.get('QueueUrl') ?? request.url,
    seconds: seconds === null ? undefined : Number(seconds),
    atOnce: withForm(request, form),
  };
}

function hasMessages({ body }: AwsAnswer): boolean {
  return /"Messages":\s*\[\s*\{|<Message>/.test(body.toString());
}

/** Containers and this machine know a queue under different hosts. */
function pathOf(url: string): string {
  return new URL(url, 'http://localhost').pathname;
}
