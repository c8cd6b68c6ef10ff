import { S3StandIn, writtenAt } from '../testing/s3';
import { deployedStates } from './deployed-states';

const s3 = new S3StandIn();
const state = JSON.stringify({ resources: [{ mode: 'managed', type: 'aws_sqs_queue' }] });

beforeAll(() => s3.start());
afterAll(() => s3.stop());

const states = () =>
  deployedStates('states', {
    isLocal: true,
    env: { AWS_ENDPOINT_URL: s3.endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    folder: '/nowhere',
    variables: {},
  });

describe('the states of an account', () => {
  it('say when each was written, and whether somebody is at it', async () => {
    s3.buckets.set(
      'states',
      new Map([
        ['stacks/grades-prod.tfstate', state],
        ['stacks/grades-prod.tfstate.tflock', 'a lock'],
        ['stacks/onlineweb-prod.tfstate', state],
      ]),
    );
    expect(await states()).toEqual([
      expect.objectContaining({ stack: 'grades-prod', isLocked: true, changedAt: new Date(writtenAt) }),
      expect.objectContaining({ stack: 'onlineweb-prod', isLocked: false, changedAt: new Date(writtenAt) }),
    ]);
  });

  it('are none where there is no bucket', async () => {
    s3.buckets.clear();
    expect(await states()).toEqual([]);
  });
});
