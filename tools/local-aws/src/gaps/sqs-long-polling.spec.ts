import { AwsRequest, formOf } from '../proxy/aws-request';
import { jsonOf } from '../proxy/json';
import { sqsLongPolling } from './sqs-long-polling';
import { jsonRequest, queryRequest, recordedMoto, send } from './testing/recorded-moto';

const QueueUrl = 'http://127.0.0.1:4566/123456789012/receipts';
const ofContainers = 'http://10.89.0.1:4566/123456789012/receipts';
const none = {};
const one = { Messages: [{ MessageId: '1', Body: 'a receipt' }] };
const receive = (body: object = {}) => jsonRequest('sqs', 'ReceiveMessage', { QueueUrl, ...body });
const waitIn = (request: AwsRequest | undefined) => jsonOf(request!)['WaitTimeSeconds'];

describe('who waits for messages', () => {
  it('gets them once there are some, and moto itself never waits', async () => {
    const moto = recordedMoto(none, none, one);
    const answer = await send([sqsLongPolling()], moto, receive({ WaitTimeSeconds: 20 }));
    expect(answer.json()).toEqual(one);
    expect(moto.asked.map(waitIn)).toEqual([0, 0, 0]);
  });

  it('gets none when the time is over', async () => {
    const answer = await send(
      [sqsLongPolling()],
      recordedMoto(none, none, none),
      receive({ WaitTimeSeconds: 1 }),
    );
    expect(answer.json()).toEqual(none);
  });

  it('waits as long as the queue says, under whichever host it is asked, unless the consumer says otherwise', async () => {
    const create = jsonRequest('sqs', 'CreateQueue', {
      QueueName: 'receipts',
      Attributes: { ReceiveMessageWaitTimeSeconds: '20' },
    });
    const gaps = [sqsLongPolling()];
    const moto = recordedMoto({ QueueUrl }, none, one, none);
    const waited = await send(gaps, moto, create, receive({ QueueUrl: ofContainers }));
    expect(waited.json()).toEqual(one);
    expect((await send(gaps, moto, receive({ WaitTimeSeconds: 0 }))).json()).toEqual(none);
  });

  it('is answered at once where nobody says to wait, and with an error', async () => {
    expect((await send([sqsLongPolling()], recordedMoto(none), receive())).json()).toEqual(none);
    const refused = { status: 400, headers: {}, body: Buffer.from('{"__type":"QueueDoesNotExist"}') };
    const answer = await send([sqsLongPolling()], recordedMoto(refused), receive({ WaitTimeSeconds: 20 }));
    expect(answer.status).toBe(400);
  });

  it('may have an SDK that speaks the query protocol', async () => {
    const empty = '<ReceiveMessageResponse><ReceiveMessageResult/></ReceiveMessageResponse>';
    const full = '<ReceiveMessageResult><Message><Body>a receipt</Body></Message></ReceiveMessageResult>';
    const moto = recordedMoto(empty, full);
    const asked = queryRequest('sqs', 'ReceiveMessage', { QueueUrl, WaitTimeSeconds: '20' });
    expect((await send([sqsLongPolling()], moto, asked)).xml).toBe(full);
    expect(moto.asked.map(({ body }) => formOf(body).get('WaitTimeSeconds'))).toEqual(['0', '0']);
  });
});
