import { join } from 'node:path';
import { RequestCertificateCommand } from '@aws-sdk/client-acm';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { AddListenerCertificatesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { readOldState } from '@dotkom/deploying';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { organisation } from '@dotkom/stack/conventions';
import { workspaceRoot } from '../changes/application';
import { standInForPlatform } from '../changes/platform-stand-in';
import { Terraform } from '../changes/terraform';
import { whereItCanRun } from '../changes/where-it-can-run';
import { Clients, clientsFor } from '../clients';
import { MovedApplication } from './moved-application';
import { recordsIn } from './zone';

const dir = join(workspaceRoot, 'dist', 'moving-in');
const fixture = join(__dirname, 'fixture');
const describeWhereItCanRun = whereItCanRun(dir, 'an estate that runs moves in');

/** In the order of an evening: each step begins where the one before it ended. */
describeWhereItCanRun('an estate that runs', () => {
  let aws: Clients;
  let shared: Terraform;
  let old: Terraform;
  let moved: MovedApplication;
  let before: Record<string, string>;

  beforeAll(async () => {
    const { endpoint } = await startLocalAws({ workspaceRoot, dir });
    aws = clientsFor(endpoint);
    shared = await Terraform.in(join(dir, 'shared'), endpoint);
    old = await Terraform.in(join(dir, 'old'), endpoint);
    await deployFixture(shared, 'shared');
    await deployFixture(old, 'grades');
    await standInForPlatform(aws, 'prod');
    await certifyGateway();
    await aws.s3.send(new CreateBucketCommand({ Bucket: organisation.stateBucket }));
    moved = new MovedApplication(dir, endpoint);
    before = await hosts();
  });

  afterAll(() => stopLocalAws({ workspaceRoot, dir }));

  it('stays as it is while the application is made beside it, with all of its hosts held', async () => {
    moved.adopt(states());
    await moved.deploy();
    expect(moved.said.join('\n')).toMatch(/grades-prod: 5 to adopt, \d+ to create\n/);
    expect(await hosts()).toEqual(before);
    expect(await old.plan()).toEqual([]);
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('keeps a host while nothing of the application answers', async () => {
    await expect(moved.flip('grades.no')).rejects.toThrow(/backend has no release/);
    await expect(moved.flip('app.grades.no')).rejects.toThrow(/holds no file/);
    await expect(moved.flip('www.grades.no')).rejects.toThrow(/neither answers www\.grades\.no nor has it/);
    expect(isOf('grades.no')).toBe('held');
    expect(await hosts()).toEqual(before);
  });

  it('is left by one host in a plan that changes its record and nothing else', async () => {
    await release();
    const since = moved.said.length;
    await moved.flip('grades.no');
    expect(moved.said.slice(since).join('\n')).toMatch(/^grades-prod: 1 to change$/m);
    const { 'A grades.no': flipped, ...others } = await hosts();
    expect(flipped).toBe(await gateway());
    expect({ ...others, 'A grades.no': before['A grades.no'] }).toEqual(before);
    expect(isOf('grades.no')).toBe('flipped');
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('has it back, exactly as it was', async () => {
    await moved.flip('grades.no', { back: true });
    expect(await hosts()).toEqual(before);
    expect(await old.plan()).toEqual([]);
    expect(await moved.plan()).toContain('grades-prod: no changes');
  });

  it('is left by all hosts, also one that was a name and one that has a distribution, each on its own', async () => {
    await upload();
    for (const host of ['docs.grades.no', 'app.grades.no', 'api.grades.no', 'grades.no'])
      await moved.flip(host);
    expect(await moved.plan()).toContain('grades-prod: no changes');
    const site = `alias ${await distribution('grades-prod-app')}`;
    expect(await hosts()).toEqual({
      'A grades.no': await gateway(),
      'A api.grades.no': await gateway(),
      'A docs.grades.no': await gateway(),
      'A app.grades.no': site,
      'AAAA app.grades.no': site,
    });
  });

  it('ends without taking anything of the new along, once what both know is forgotten', async () => {
    const after = await hosts();
    for (const { state, addresses, notYet } of moved.forgettings(states())) {
      expect(notYet).toContainEqual(expect.stringContaining(`${addresses.length} of its addresses`));
      const terraform = state.name === 'old' ? old : shared;
      await terraform.forget(...addresses);
      await terraform.destroy();
    }
    expect(moved.forgettings(states()).map(({ addresses, notYet }) => [...addresses, ...notYet])).toEqual([
      [],
      [],
    ]);
    expect(await hosts()).toEqual(after);
    expect(await moved.plan()).toContain('grades-prod: no changes');
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).not.toContain('before-grades-site');
  });

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
  const certifyGateway = async () => {
    const { CertificateArn } = await aws.acm.send(
      new RequestCertificateCommand({ DomainName: 'grades.no', SubjectAlternativeNames: ['*.grades.no'] }),
    );
    const ListenerArn = await fact('https-listener-arn');
    await aws.elb.send(
      new AddListenerCertificatesCommand({ ListenerArn, Certificates: [{ CertificateArn }] }),
    );
  };
  const states = () =>
    Object.entries({ old, shared }).map(([name, { state }]) => readOldState(name, JSON.stringify(state)));
  const release = async () => {
    const Value = `sha256:${'0'.repeat(64)}`;
    await aws.ssm.send(
      new PutParameterCommand({ Name: '/releases/grades/prod/backend', Type: 'String', Value }),
    );
    await moved.deploy();
  };
  const upload = () =>
    aws.s3.send(
      new PutObjectCommand({ Bucket: 'dotkom-grades-prod-app-files', Key: 'index.html', Body: 'new' }),
    );
  const isOf = (host: string) => moved.adoption().prod?.hosts?.[host]?.is;
});
