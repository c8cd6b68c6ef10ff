import { IncomingMessage, ServerResponse } from 'node:http';
import { localAccount } from '../account/account';
import { LoopbackServer } from '../testing/loopback';
import { S3StandIn } from '../testing/s3';
import { readStateInS3 } from './state-in-s3';

const queue = {
  mode: 'managed',
  type: 'aws_sqs_queue',
  name: 'mail',
  instances: [{ attributes: { arn: 'arn:aws:sqs:eu-north-1:123456789012:mail' } }],
};
const state = JSON.stringify({ version: 4, serial: 1, resources: [queue] });
const key = 'grades/prod.tfstate';
const address = `s3://old-states/${key}`;

describe('a state in S3', () => {
  const s3 = new S3StandIn();
  const read = (at = address) => readStateInS3(localAccount(s3.endpoint), at);
  const holding = (objects: Record<string, string>) =>
    s3.buckets.set('old-states', new Map(Object.entries(objects)));

  beforeAll(() => s3.start());
  beforeEach(() => s3.reset());
  afterAll(() => s3.stop());

  it('is read by its bucket and key, and goes by them', async () => {
    holding({ [key]: state });
    const { name, resources } = await read();
    expect(name).toBe(address);
    expect(resources.map(({ address: at }) => at)).toEqual(['aws_sqs_queue.mail']);
  });

  it('is refused while somebody holds its lock, by their name', async () => {
    const lock = JSON.stringify({
      Who: 'kari@laptop',
      Operation: 'OperationTypeApply',
      Created: '2026-11-26T18:00:00Z',
    });
    holding({ [key]: state, [`${key}.tflock`]: lock });
    await expect(read()).rejects.toThrow(
      /is locked by kari@laptop since 2026-11-26T18:00:00Z.*somebody is changing it/,
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ['the bucket is not there', () => undefined, /no state s3:\/\/old-states\/grades\/prod\.tfstate/],
    ['the object is not there', () => holding({}), /no state.*aws s3 ls --recursive s3:\/\/old-states/],
    ['nobody may read it', () => (s3.refusesWith = 403), /may not be read.*terraform state pull/],
    ['it is something else', () => holding({ [key]: '{"name": "grades"}' }), /is no state of Terraform/],
    ['it is encrypted', () => holding({ [key]: '{"encrypted_data": "aGk="}' }), /is encrypted/],
  ])('is refused in words where %s', async (_, arrange, because) => {
    arrange();
    await expect(read()).rejects.toThrow(because);
  });

  it.each(['s3://old-states', 's3://old-states/', 's3:///prod.tfstate', 's3://old-states/folder/'])(
    'is not at %s',
    async (wrong) => {
      await expect(read(wrong)).rejects.toThrow(/no address of a state in S3.*--state s3:/);
    },
  );
});

/** A bucket of another region, as S3 sends who asks elsewhere there. */
class BucketElsewhere extends LoopbackServer {
  protected answer({ headers, url }: IncomingMessage, response: ServerResponse): void {
    const isThere = headers.authorization?.includes('/eu-west-1/s3/');
    if (!isThere) return void response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-1' }).end();
    if (url?.includes('tflock'))
      return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200).end(state);
  }
}

describe('a bucket of another region', () => {
  it('is asked there', async () => {
    const s3 = new BucketElsewhere();
    await s3.start();
    try {
      const { resources } = await readStateInS3(localAccount(s3.endpoint), address);
      expect(resources).toHaveLength(1);
    } finally {
      await s3.stop();
    }
  });
});
