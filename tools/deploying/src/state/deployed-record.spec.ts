import { stack } from '@dotkom/synthesised/testing';
import { Account } from '../account/account';
import { AwsStandIn } from '../testing/aws';
import { S3StandIn } from '../testing/s3';
import { DeployedRecord } from './deployed-record';

const s3 = new S3StandIn();
const aws = new AwsStandIn();
const before = process.env;
let account: Account;
/** What is in the parameter store, by path. */
let parameters: Record<string, Record<string, string>>;

beforeAll(() => Promise.all([s3.start(), aws.start()]));
beforeEach(() => {
  s3.reset();
  s3.buckets.set('dotkom-infra-state', new Map());
  aws.reset();
  parameters = {
    '/releases/grades/prod': { '/releases/grades/prod/backend': 'sha256:1' },
    '/platform/prod': {},
  };
  aws.on('GetParametersByPath', ({ Path }) => ({
    Parameters: Object.entries(parameters[Path] ?? {}).map(([Name, Value]) => ({ Name, Value })),
  }));
  process.env = {
    ...before,
    AWS_ENDPOINT_URL_SSM: aws.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  account = { isLocal: false, env: process.env, folder: '/nowhere', variables: {} };
});
afterEach(() => {
  process.env = before;
});
afterAll(() => Promise.all([s3.stop(), aws.stop()]));

const reading = {
  data: {
    aws_ssm_parameters_by_path: {
      releases: { path: '/releases/grades/prod' },
      platform: { path: '/platform/prod' },
    },
  },
};
const record = (resource: object = {}) => {
  const plain = stack('grades-prod', resource);
  return new DeployedRecord({ ...plain, json: { ...plain.json, ...reading } }, account);
};

describe('the digest of what a deploy would do', () => {
  it('is the same for the same', async () => {
    expect(await record().decidedBy()).toEqual(await record().decidedBy());
  });

  it("changes with the stack's JSON", async () => {
    expect(await record({ aws_sqs_queue: { one: {} } }).decidedBy()).not.toEqual(await record().decidedBy());
  });

  it.each([
    ['a release', '/releases/grades/prod'],
    ['a fact of the platform', '/platform/prod'],
  ])('changes with %s', async (_, path) => {
    const first = await record().decidedBy();
    parameters[path] = { [`${path}/backend`]: 'another' };
    expect(await record().decidedBy()).not.toEqual(first);
  });

  it('does not change with the order in which AWS lists them', async () => {
    parameters['/platform/prod'] = { one: '1', other: '2' };
    const first = await record().decidedBy();
    parameters['/platform/prod'] = { other: '2', one: '1' };
    expect(await record().decidedBy()).toEqual(first);
  });
});

const abc = { digest: 'abc', factsDigest: 'f', releases: { '/releases/grades/prod/backend': 'sha256:1' } };

describe('the record of what is deployed', () => {
  it('does not know any more what is deployed once something is changed', async () => {
    await record({ aws_sqs_queue: { older: {} } }).write(abc);
    await record().begin();
    expect(await record().last()).toBeUndefined();
  });

  it('still knows which code that was, and with which releases, where only releases change', async () => {
    const deployed = await record().decidedBy();
    await record().write(deployed);
    parameters['/releases/grades/prod'] = { '/releases/grades/prod/backend': 'sha256:2' };
    await record().begin();
    expect(await record().last()).toMatchObject({
      ...deployed,
      digest: '',
      codeDigest: stack('grades-prod').digest,
    });
  });

  it('does not know it where a fact of the platform is another', async () => {
    await record().write(await record().decidedBy());
    parameters['/platform/prod'] = { '/platform/prod/vpc-id': 'vpc-2' };
    await record().begin();
    expect(await record().last()).toBeUndefined();
  });

  it('records those releases again in place of those that failed, and no other', async () => {
    await record().write(abc);
    const path = '/releases/grades/prod';
    const failed = { [`${path}/backend`]: 'sha256:2', [`${path}/web`]: 'sha256:3' };
    parameters[path] = failed;
    aws.on('PutParameter', {});
    expect(await record().takeBackReleases(failed)).toEqual([`${path}/backend`]);
    expect(aws.asked('PutParameter').map(({ Name, Value }) => [Name, Value])).toEqual([
      [`${path}/backend`, 'sha256:1'],
    ]);
  });

  it('leaves a release that was recorded after the one that failed', async () => {
    await record().write(abc);
    const path = '/releases/grades/prod';
    parameters[path] = { [`${path}/backend`]: 'sha256:3' };
    expect(await record().takeBackReleases({ [`${path}/backend`]: 'sha256:2' })).toEqual([]);
    expect(aws.asked('PutParameter')).toEqual([]);
  });

  it('remembers what was tried and failed, until something else is tried or deployed', async () => {
    await record().write(await record().decidedBy());
    parameters['/releases/grades/prod'] = { '/releases/grades/prod/backend': 'sha256:2' };
    const tried = await record().decidedBy();
    await record().begin();
    await record().noteFailed(tried);
    expect((await record().last())?.failed).toBe(tried.digest);
    parameters['/releases/grades/prod'] = { '/releases/grades/prod/backend': 'sha256:3' };
    expect((await record().decidedBy()).digest).not.toBe(tried.digest);
    await record().write(await record().decidedBy());
    expect((await record().last())?.failed).toBeUndefined();
  });

  it('is beside the state, and no secret', async () => {
    await record().write(abc);
    const [[key = '', text = ''] = []] = s3.buckets.get('dotkom-infra-state') ?? [];
    expect(key).toBe('stacks/grades-prod.deployed.json');
    expect(JSON.parse(text)).toEqual({
      stack: 'grades-prod',
      digest: 'abc',
      factsDigest: 'f',
      releases: { '/releases/grades/prod/backend': 'sha256:1' },
      codeDigest: stack('grades-prod').digest,
      deployedAt: expect.any(String),
    });
    expect(await record().last()).toMatchObject({ digest: 'abc' });
  });

  it('is not known before the first deploy, nor once it is forgotten, nor without a bucket', async () => {
    expect(await record().last()).toBeUndefined();
    await record().write(abc);
    await record().forget();
    expect(await record().last()).toBeUndefined();
    s3.buckets.clear();
    expect(await record().last()).toBeUndefined();
  });
});
