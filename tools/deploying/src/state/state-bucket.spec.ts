import { bootstrapStack, stack } from '@dotkom/synthesised/testing';
import { Account } from '../account/account';
import { S3StandIn } from '../testing/s3';
import { ensureStateBucket } from './state-bucket';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const s3 = new S3StandIn();
const bucket = 'dotkom-infra-state';
const before = process.env;
let local: Account;
let real: Account;

beforeAll(async () => {
  await s3.start();
  local = { isLocal: true, env: { AWS_ENDPOINT_URL: s3.endpoint }, folder: '', variables: {} };
  process.env = {
    ...before,
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  delete process.env.AWS_PROFILE;
  real = { isLocal: false, env: process.env, folder: '', variables: {} };
});
beforeEach(() => s3.reset());
afterAll(async () => {
  process.env = before;
  await s3.stop();
});

describe.each([
  ['the AWS of this machine', () => local],
  ['a real account', () => real],
])('the bucket for states on %s', (_where, account) => {
  it('is left as it is when it is there', async () => {
    const objects = new Map([['stacks/grades-prod.tfstate', '{}']]);
    s3.buckets.set(bucket, objects);
    await ensureStateBucket(bootstrapStack(), account());
    await ensureStateBucket(stack('grades-prod'), account());
    expect([...s3.buckets]).toEqual([[bucket, objects]]);
    expect(objects.size).toBe(1);
  });

  it('is made for the stack that makes it', async () => {
    await ensureStateBucket(bootstrapStack(), account());
    expect([...s3.buckets.keys()]).toEqual([bucket]);
  });

  it('is never made for another stack, which is told to deploy bootstrap first', async () => {
    await expect(ensureStateBucket(stack('grades-prod'), account())).rejects.toThrow(
      /'dotkom-infra-state', which keeps the state of grades-prod, does not exist.*npx nx deploy bootstrap/,
    );
    expect(s3.buckets.size).toBe(0);
  });

  it.each([
    [403, 'access is denied (403)'],
    [301, 'it is in another region (301)'],
  ])('cannot be reached with status %d: says why, and makes nothing', async (status, reason) => {
    s3.refusesWith = status;
    const attempt = ensureStateBucket(bootstrapStack(), account());
    await expect(attempt).rejects.toMatchObject({ name: 'UserError' });
    await expect(attempt).rejects.toThrow(`cannot be reached: ${reason}. Check that you are signed in`);
    expect(s3.buckets.size).toBe(0);
  });
});
