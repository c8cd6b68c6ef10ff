import { join } from 'node:path';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { localAwsEnvironment } from '@dotkom/local-aws';
import { workspaceRoot } from '../changes/application';
import { standInForPlatform } from '../changes/platform-stand-in';
import { whereItCanRun } from '../changes/where-it-can-run';
import { Clients, clientsFor } from '../clients';
import { MovedApplication } from './moved-application';
import { Mover } from './mover';
import { OldFolder } from './old-folder';
import { page, Visitors, whose } from './visitors';
import { recordsIn } from './zone';

const dir = join(workspaceRoot, 'dist', 'moving-in');
const oldEstate = join(dir, 'old');
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
  let mover: Mover;
  let shared: OldFolder;
  let old: OldFolder;
  let moved: MovedApplication;
  /** What bootstrap said of zones that it found: before they were named to it, and then. */
  let zones: { readonly refused: string; readonly adopted: string };
  /** Where each host leads before the first flip: one that only the wildcard answered has a record by then. */
  let before: Record<string, string>;

  beforeAll(async () => {
    endpoint = await visitors.open();
    aws = clientsFor(endpoint);
    mover = new Mover(dir, oldEstate);
    moved = new MovedApplication(mover, join(fixture, 'application', 'stacks.ts'));
    // What mostly waits, beside each other.
    [shared] = await Promise.all([deployFixture('shared', 'dns'), moved.synthesiseAll()]);
    [old, zones] = await Promise.all([deployFixture('grades', 'grades'), bootstrap()]);
    await standInForPlatform(aws, 'prod');
    await pull();
    before = await hosts();
    for (const [file, body] of [
      ['index.html', page],
      [whose, 'old'],
    ] as const)
      await put('before-grades-site', file, body);
    visitors.come(...hostsOfBefore);
  });

  afterAll(async () => {
    await visitors.close();
    mover?.leave();
  });

  it('keeps its zones, which bootstrap makes no second time and takes over once they are named to it', () => {
    for (const zone of ['grades.no', 'online.ntnu.no', 'vinstraff.no']) {
      expect(zones.refused).toMatch(new RegExp(`zone-${zone}\\S* would be created, and exists: `));
      expect(zones.adopted).toContain(`adopted: aws_route53_zone ${zone} (Estate=before)`);
    }
  });

  it('stays as it is while the application is made beside it, with all of its hosts held', async () => {
    await visitors.meet({ ...by('old'), 'docs.grades.no': 404 }); // Which is elsewhere.
    const adopted = await moved.adopt();
    expect(adopted).toMatch(/^grades-prod: wiki\.grades\.no is held as \*\.grades\.no leads it \(A\)$/m);
    expect(adopted).toMatch(/^grades-prod: 1 to adopt and tag, 5 to adopt, \d+ to create$/m);
    expect(adopted).toMatch(/^ +held: A grades\.no$/m);
    expect(adopted).toContain('adopted: aws_ecr_repository grades/prod/backend (Estate=before)');
    expect(adopted).toMatch(/^Not taken over:\n[^]*aws_sqs_queue\.mail/m);
    await moved.deploy();
    await visitors.meet({ ...by('old'), 'docs.grades.no': 404 });
    before = { ...before, 'A wiki.grades.no': before['A *.grades.no']! };
    expect(await hosts()).toEqual(before);
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
    await moved.release('backend', visitors.digest);
    await visitors.meet(by('old'));
    expect(heldIn(await moved.status())).toEqual([
      'api.grades.no',
      'app.grades.no',
      'docs.grades.no',
      'grades.no',
      'wiki.grades.no',
    ]);
    expect(await moved.flip('api.grades.no')).toMatch(/^grades-prod: 1 to change$/m);
    await visitors.meet({ ...by('old'), 'api.grades.no': 'new' });
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
    const [changes, plan] = await Promise.all([old.changes(), moved.plan()]);
    expect(changes).toEqual(['aws_ecr_repository.backend']); // Its tags.
    expect(plan).toContain('grades-prod: no changes');
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
    expect(heldIn(await moved.status())).toEqual([]);
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
      (await moved.forgettings([old, shared])).flatMap(({ notYet }) => notYet).join('\n');
    await put('before-grades-site', 'forgotten.html');
    await moved.synthesiseAll();
    const QueueUrl = old.attributeOf('aws_sqs_queue', 'url');
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    expect(await reasons()).toMatch(/about 1 message is in before-grades-mail/);
    expect(await reasons()).toMatch(/1 objects are in before-grades-site .*: forgotten\.html/);
    await sync();
    await aws.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await reasons()).not.toMatch(/before-grades-(mail|site)/);
  });

  it('ends without taking anything of the new along, once what both know is forgotten', async () => {
    const { 'A *.grades.no': _, ...after } = await hosts();
    const forgettings = await moved.forgettings([old, shared]);
    for (const [index, { commands, notYet }] of forgettings.entries()) {
      expect(notYet).toContainEqual(expect.stringContaining(`${commands.length} of its addresses`));
      const folder = [old, shared][index]!;
      await folder.forget(commands);
      expect(await folder.end()).toBe('');
    }
    await visitors.meet(by('new', [...hostsOfBefore, 'docs.grades.no']));
    await pull();
    const nothing = { commands: [], notYet: [] };
    expect(await moved.forgettings([old, shared])).toEqual([nothing, nothing]);
    expect(await hosts()).toEqual(after);
    expect(await moved.plan()).toContain('grades-prod: no changes');
    expect(await mover.type('npx nx diff bootstrap -c local --force')).toContain('bootstrap: no changes');
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

  const deployFixture = (name: string, folder: string) =>
    OldFolder.deploy(join(fixture, name), join(oldEstate, folder), endpoint, mover);
  const pull = async () => {
    for (const folder of [old, shared]) await folder.pull();
  };
  /** As the guide to a new account has it for zones that are there. */
  const bootstrap = async () => {
    const deploy = 'npx nx deploy bootstrap -c local';
    const refused = await mover.type(deploy).catch(String);
    const { HostedZones = [] } = await aws.route53.send(new ListHostedZonesCommand({}));
    const ids = HostedZones.map(({ Name, Id }) => [
      Name?.replace(/\.$/, ''),
      Id?.replace('/hostedzone/', ''),
    ]);
    const env = { TF_VAR_existing_zones: JSON.stringify(Object.fromEntries(ids)) };
    return { refused, adopted: await mover.type(deploy, { env }) };
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
  const put = (Bucket: string, Key: string, Body = page) =>
    aws.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  /** Moves files by the command of the guide; who has no AWS CLI, copies them. */
  const sync = async () => {
    const change = (command: string) =>
      command
        .replace('OLD_BUCKET', 'before-grades-site')
        .replace('NEW_BUCKET', 'dotkom-grades-prod-app-files');
    const all = Object.entries(localAwsEnvironment(endpoint));
    const env = Object.fromEntries(all.map(([name, value]) => [name, value || undefined])); // The AWS CLI looks for a profile called ''.
    await mover.give(/^aws s3 sync s3:\/\/OLD/, { env, change }).catch(async (error: Error) => {
      if (!/ ended with 127:/.test(error.message)) throw error; // There is no such command.
      const files = ['index.html', 'forgotten.html'];
      await Promise.all(files.map((file) => put('dotkom-grades-prod-app-files', file)));
    });
  };
  const heldIn = (status: string) =>
    [...status.matchAll(/HELD (\S+) since \d{4}-\d\d-\d\d: people are led to/g)]
      .map(([, host]) => host)
      .sort();
  const isOf = (host: string) => moved.adoption().prod?.hosts?.[host]?.is;
});
