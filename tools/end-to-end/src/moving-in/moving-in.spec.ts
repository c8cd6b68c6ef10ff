import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { readOldState } from '@dotkom/deploying';
import { localAwsEnvironment } from '@dotkom/local-aws';
import { organisation } from '@dotkom/stack/conventions';
import { workspaceRoot } from '../changes/application';
import { standInForPlatform } from '../changes/platform-stand-in';
import { Terraform } from '../changes/terraform';
import { whereItCanRun } from '../changes/where-it-can-run';
import { Clients, clientsFor } from '../clients';
import { MovedApplication } from './moved-application';
import { page, Visitors, whose } from './visitors';
import { recordsIn } from './zone';

const dir = join(workspaceRoot, 'dist', 'moving-in');
const guide = readFileSync(join(workspaceRoot, 'docs/guides/moving-in.md'), 'utf8');
const fixture = join(__dirname, 'fixture');
const describeWhereItCanRun = whereItCanRun(dir, 'an estate that runs moves in');

/** Each host that is answered, and who is to answer it. */
const hostsOfBefore = ['grades.no', 'api.grades.no', 'wiki.grades.no', 'app.grades.no'];
const by = (who: 'old' | 'new', hosts: readonly string[] = hostsOfBefore) =>
  Object.fromEntries(hosts.map((host) => [host, who]));

/** In the order of an evening: each step begins where the one before it ended. */
describeWhereItCanRun('an estate that runs', () => {
  const visitors = new Visitors({ workspaceRoot, dir });
  let endpoint: string;
  let aws: Clients;
  let shared: Terraform;
  let old: Terraform;
  let moved: MovedApplication;
  /** Where each host leads before the first flip: one that only the wildcard answered has a record by then. */
  let before: Record<string, string>;

  beforeAll(async () => {
    endpoint = await visitors.open();
    aws = clientsFor(endpoint);
    shared = await Terraform.in(join(dir, 'shared'), endpoint);
    old = await Terraform.in(join(dir, 'old'), endpoint);
    await deployFixture(shared, 'shared');
    await deployFixture(old, 'grades');
    await standInForPlatform(aws, 'prod');
    await aws.s3.send(new CreateBucketCommand({ Bucket: organisation.stateBucket }));
    moved = new MovedApplication(dir, endpoint);
    before = await hosts();
    for (const [file, body] of [
      ['index.html', page],
      [whose, 'old'],
    ] as const)
      await put('before-grades-site', file, body);
    visitors.come(...hostsOfBefore);
  });

  afterAll(() => visitors.close());

  it('stays as it is while the application is made beside it, with all of its hosts held', async () => {
    await visitors.meet({ ...by('old'), 'docs.grades.no': 404 }); // Which is elsewhere.
    moved.adopt(states());
    await moved.deploy();
    await visitors.meet({ ...by('old'), 'docs.grades.no': 404 });
    expect(moved.said.join('\n')).toMatch(/grades-prod: 1 to adopt and tag, 5 to adopt, \d+ to create\n/);
    expect(moved.said.join('\n')).toMatch(/^ +held: A grades\.no$/m);
    expect(moved.said.join('\n')).toContain(
      'adopted: aws_ecr_repository grades/prod/backend (Estate=before)',
    );
    before = { ...before, 'A wiki.grades.no': before['A *.grades.no']! };
    expect(await hosts()).toEqual(before);
    expect(await changesOfOld()).toEqual(['aws_ecr_repository.backend']); // Its tags.
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('keeps a host while nothing of the application answers', async () => {
    await expect(moved.flip('grades.no')).rejects.toThrow(/backend has no release/);
    await expect(moved.flip('app.grades.no')).rejects.toThrow(/holds no file/);
    await expect(moved.flip('www.grades.no')).rejects.toThrow(/neither answers www\.grades\.no nor has it/);
    expect(isOf('grades.no')).toBe('held');
    expect(await hosts()).toEqual(before);
  });

  it('is left by one host, that was a name, in a plan that changes its record and nothing else', async () => {
    await release();
    await visitors.meet(by('old'));
    const since = moved.said.length;
    await moved.flip('api.grades.no');
    await visitors.meet({ ...by('old'), 'api.grades.no': 'new' });
    expect(moved.said.slice(since).join('\n')).toMatch(/^grades-prod: 1 to change$/m);
    const { 'A api.grades.no': flipped, ...others } = await hosts();
    expect(flipped).toBe(await gateway());
    expect({ ...others, 'CNAME api.grades.no': before['CNAME api.grades.no'] }).toEqual(before);
    expect(isOf('api.grades.no')).toBe('flipped');
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('has it back, exactly as it was', async () => {
    await moved.flip('api.grades.no', { back: true });
    await visitors.meet(by('old'));
    expect(await hosts()).toEqual(before);
    expect(await changesOfOld()).toEqual(['aws_ecr_repository.backend']);
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('has a site back, which another distribution answered', async () => {
    await sync();
    await put('dotkom-grades-prod-app-files', whose, 'new'); // As the site's own workflow uploads it.
    await moved.flip('app.grades.no');
    await visitors.meet({ ...by('old'), 'app.grades.no': 'new' });
    await moved.flip('app.grades.no', { back: true });
    await visitors.meet(by('old'));
    expect(await hosts()).toEqual(before);
  });

  it('is left by all hosts, also one that only a wildcard answered and one elsewhere, each on its own', async () => {
    for (const host of ['wiki.grades.no', 'docs.grades.no', 'app.grades.no', 'api.grades.no', 'grades.no']) {
      await visitors.meet({ [host]: host === 'docs.grades.no' ? 404 : 'old' });
      await moved.flip(host);
      await visitors.meet({ [host]: 'new' });
      if (host === 'docs.grades.no') visitors.come(host);
    }
    await visitors.meet({ 'another.grades.no': 'old' }); // The wildcard is the old estate's until its end.
    expect(await moved.plan()).toContain('grades-prod: no changes');
    const site = `alias ${await distribution('grades-prod-app')}`;
    expect(await hosts()).toEqual({
      'A grades.no': await gateway(),
      'A api.grades.no': await gateway(),
      'A docs.grades.no': await gateway(),
      'A wiki.grades.no': await gateway(),
      'A *.grades.no': before['A *.grades.no'],
      'A app.grades.no': site,
      'AAAA app.grades.no': site,
    });
  });

  it('is not called safe to destroy while a message or a file is only there', async () => {
    const reasons = async () =>
      (await moved.forgettings(states())).flatMap(({ notYet }) => notYet).join('\n');
    await put('before-grades-site', 'forgotten.html');
    const QueueUrl = old.state.resources.find(({ type }: { type: string }) => type === 'aws_sqs_queue')
      .instances[0].attributes.url;
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    expect(await reasons()).toMatch(/about 1 message is in before-grades-mail/);
    expect(await reasons()).toMatch(/1 objects are in before-grades-site .*: forgotten\.html/);
    await sync();
    await aws.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await reasons()).not.toMatch(/before-grades-(mail|site)/);
  });

  it('ends without taking anything of the new along, once what both know is forgotten', async () => {
    const { 'A *.grades.no': _, ...after } = await hosts();
    for (const { state, addresses, notYet } of await moved.forgettings(states())) {
      expect(notYet).toContainEqual(expect.stringContaining(`${addresses.length} of its addresses`));
      const terraform = state.name === 'old' ? old : shared;
      await terraform.forget(...addresses);
      await terraform.destroy();
    }
    await visitors.meet(by('new', [...hostsOfBefore, 'docs.grades.no']));
    expect(
      (await moved.forgettings(states())).map(({ addresses, notYet }) => [...addresses, ...notYet]),
    ).toEqual([[], []]);
    expect(await hosts()).toEqual(after);
    expect(await moved.plan()).toContain('grades-prod: no changes');
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).not.toContain('before-grades-site');
    const repositoryNames = ['grades/prod/backend'];
    const { repositories } = await aws.ecr.send(new DescribeRepositoriesCommand({ repositoryNames }));
    expect(repositories?.[0]?.encryptionConfiguration?.encryptionType).toBe('KMS');
  });

  (visitors.areThere ? it : it.skip)(
    'has lost no request from before it was adopted until after its end',
    async () => {
      const { asked, lost } = await visitors.leave();
      expect(lost).toEqual([]);
      expect(asked).toBeGreaterThan(1000);
    },
  );

  const deployFixture = async (terraform: Terraform, name: string) => {
    await terraform.takeFolder(join(fixture, name));
    await terraform.plan();
    await terraform.apply();
  };
  const hosts = async () => {
    const records = await recordsIn(aws, 'grades.no');
    return Object.fromEntries(Object.entries(records).filter(([name]) => !/ _/.test(name)));
  };
  const fact = async (name: string) =>
    (await aws.ssm.send(new GetParameterCommand({ Name: `/platform/prod/${name}` }))).Parameter?.Value ?? '';
  const gateway = async () => `alias ${await fact('gateway-dns-name')}`;
  const distribution = async (comment: string) => {
    const { DistributionList } = await aws.cloudFront.send(new ListDistributionsCommand({}));
    return DistributionList?.Items?.find(({ Comment }) => Comment === comment)?.DomainName;
  };
  const states = () =>
    Object.entries({ old, shared }).map(([name, { state }]) => readOldState(name, JSON.stringify(state)));
  const release = async () => {
    const Value = visitors.digest;
    await aws.ssm.send(
      new PutParameterCommand({ Name: '/releases/grades/prod/backend', Type: 'String', Value }),
    );
    await moved.deploy();
  };
  const changesOfOld = async () => (await old.plan()).map(({ address }) => address);
  const put = (Bucket: string, Key: string, Body = page) =>
    aws.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  /** Moves files by the command of the guide; who has no AWS CLI, copies them. */
  const sync = async () => {
    const [, command = ''] = /`(aws s3 sync s3:\/\/OLD_BUCKET s3:\/\/NEW_BUCKET)`/.exec(guide) ?? [];
    const [program = '', ...words] = command
      .replace('OLD_BUCKET', 'before-grades-site')
      .replace('NEW_BUCKET', 'dotkom-grades-prod-app-files')
      .split(' ');
    const all = Object.entries({ ...process.env, ...localAwsEnvironment(endpoint) });
    const env = Object.fromEntries(all.filter(([, value]) => value !== '')); // The AWS CLI looks for a profile called ''.
    await promisify(execFile)(program, words, { env }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      const files = ['index.html', 'forgotten.html'];
      await Promise.all(files.map((file) => put('dotkom-grades-prod-app-files', file)));
    });
  };
  const isOf = (host: string) => moved.adoption().prod?.hosts?.[host]?.is;
});
