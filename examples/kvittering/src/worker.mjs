import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { payReceipt } from './database.mjs';

const queue = new SQSClient();
const QueueUrl = process.env.QUEUE_URL;

/** Pays what waits in the queue. A message that fails comes again, and after three times is among the dead letters. */
export async function work() {
  let isEnding = false;
  process.once('SIGTERM', () => (isEnding = true));
  console.log('Waiting for receipts.');
  while (!isEnding) {
    const { Messages = [] } = await queue.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 }),
    );
    for (const { Body, ReceiptHandle } of Messages) {
      const { id } = JSON.parse(Body);
      await payReceipt(id);
      await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      console.log(`Receipt ${id} is paid.`);
    }
  }
  process.exit(0);
}
