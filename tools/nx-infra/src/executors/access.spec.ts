import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { join } from 'node:path';
import { AwsStandIn } from '@dotkom/deploying/testing';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../testing/workspace';
import session from './session/executor';
import tunnel from './tunnel/executor';

const parent = temporaryFolder();
const aws = new AwsStandIn();
const before = process.env;

beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});
afterAll(() => aws.stop());

const document = (sessionType: string, name: string) => ({
  name,
  content: JSON.stringify({ schemaVersion: '1.0', sessionType }),
});
const platform = stackJson('platform-prod', {
  aws_ssm_document: {
    tunnel: document('Port', 'platform-prod-database-tunnel'),
    shell: document('Standard_Stream', 'platform-prod-shell'),
  },
  aws_ssm_parameter: { fact: { name: '/platform/prod/cluster-arn' } },
});

/** An application on a platform, with a database unless it has none. */
function application(environment: string, { database = true, on = 'prod' } = {}): object {
  const secret = database ? { value: `/secrets/grades/${environment}/DATABASE_URL` } : {};
  return {
    ...stackJson(`grades-${environment}`, { aws_ecs_task_definition: { task: secret } }),
    data: { aws_ssm_parameters_by_path: { facts: { path: `/platform/${on}` } } },
  };
}

/** A workspace in whose PATH are these programs, each of which notes how it is called. */
function workspace({ programs = ['aws', 'session-manager-plugin'], stacks = {}, exitCode = 0 } = {}) {
  const created = new TestWorkspace(parent, {
    platform: { 'platform-prod': platform },
    grades: { 'grades-prod': application('prod'), 'grades-staging': application('staging') },
    ...stacks,
  });
  const bin = join(created.root, 'bin');
  const calls = join(created.root, 'session-calls');
  mkdirSync(bin);
  for (const name of programs) {
    const script = `#!/bin/sh\n[ "$1" = --version ] || { echo "${name} $*" >>${calls}; exit ${exitCode}; }\n`;
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  process.env = { ...created.environment(aws.endpoint), PATH: bin };
  return {
    output: () => created.output,
    context: (project: string) => created.context(project),
    started: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
  };
}

/** What EC2 answers, as recorded, with the parts that matter here. */
function instances(...each: { id: string; zone?: string; since?: string }[]): string {
  const items = each.map(
    ({ id, zone = 'eu-north-1a', since = '2026-11-01T00:00:00.000Z' }) =>
      `<item><reservationId>r-${id}</reservationId><instancesSet><item><instanceId>${id}</instanceId><launchTime>${since}</launchTime><placement><availabilityZone>${zone}</availabilityZone></placement></item></instancesSet></item>`,
  );
  return `<DescribeInstancesResponse><reservationSet>${items.join('')}</reservationSet></DescribeInstancesResponse>`;
}

/** What EC2 was asked for, as filters. */
function filters(): Record<string, string> {
  const asked = aws.calls[0]?.asked ?? {};
  const numbers = Object.keys(asked).flatMap((key) => /^Filter\.(\d+)\.Name$/.exec(key)?.[1] ?? []);
  return Object.fromEntries(
    numbers.map((each) => [asked[`Filter.${each}.Name`], asked[`Filter.${each}.Value.1`]]),
  );
}

const prod = { environment: 'prod' } as const;
const shell = (id: string) =>
  `aws ssm start-session --region eu-north-1 --target ${id} --document-name platform-prod-shell`;

describe('nx session', () => {
  it('opens a shell by the logged document on a running node of the platform, and says by which command', async () => {
    const { context, output, started } = workspace();
    aws.on('DescribeInstances', instances({ id: 'i-1' }));
    expect(await session(prod, context('platform'))).toEqual({ success: true });
    expect(filters()).toEqual({
      'tag:Name': 'platform-prod-node',
      'tag:platform:role': 'node',
      'instance-state-name': 'running',
      architecture: 'arm64',
    });
    expect(started()).toEqual([shell('i-1')]);
    expect(output()).toBe(`> ${shell('i-1')}`);
  });

  it.each([
    [
      'nat',
      { 'tag:Name': 'platform-prod-nat', 'tag:platform:role': 'nat', 'instance-state-name': 'running' },
    ],
    ['amd64', expect.objectContaining({ 'tag:platform:role': 'node', architecture: 'x86_64' })],
  ] as const)('finds the kind of instance that is asked for: %s', async (node, expected) => {
    const { context, started } = workspace();
    aws.on('DescribeInstances', instances({ id: 'i-2' }));
    expect(await session({ ...prod, node }, context('platform'))).toEqual({ success: true });
    expect(filters()).toEqual(expected);
    expect(started()).toEqual([shell('i-2')]);
  });

  it('takes the one that runs longest, and lists the others to choose from', async () => {
    const { context, output, started } = workspace();
    aws.on(
      'DescribeInstances',
      instances({ id: 'i-new', since: '2026-11-20T10:00:00.000Z' }, { id: 'i-old', zone: 'eu-north-1b' }),
    );
    await session(prod, context('platform'));
    expect(started()).toEqual([shell('i-old')]);
    expect(output()).toMatch(
      /i-old {2}eu-north-1b.*\n {2}i-new {2}eu-north-1a {2}since 2026-11-20.*\n.*--instance/,
    );
  });

  it('asks for no instance where one is given, and starts nothing where it is to print', async () => {
    const { context, output, started } = workspace({ programs: [] });
    expect(await session({ ...prod, instance: 'i-9', print: true }, context('platform'))).toEqual({
      success: true,
    });
    expect(output()).toBe(shell('i-9'));
    expect(started()).toEqual([]);
    expect(aws.calls).toEqual([]);
  });

  it('says what to install and what to run by hand where the programs are missing', async () => {
    const { context, output } = workspace({ programs: ['aws'] });
    aws.on('DescribeInstances', instances({ id: 'i-1' }));
    expect(await session(prod, context('platform'))).toEqual({ success: false });
    expect(output()).toContain(`'session-manager-plugin' is not on PATH`);
    expect(output()).not.toContain(`'aws' is`);
    expect(output()).toContain('https://docs.aws.amazon.com/systems-manager/');
    expect(output().trim().split('\n').at(-1)?.trim()).toBe(shell('i-1'));
  });

  it('says that none runs, and what was looked for', async () => {
    const { context, output } = workspace();
    aws.on('DescribeInstances', instances());
    expect(await session({ ...prod, node: 'amd64' }, context('platform'))).toEqual({ success: false });
    expect(output()).toMatch(
      /No amd64 node of platform-prod is running \(tag:Name platform-prod-node,.*x86_64\)/,
    );
  });

  it('refuses a kind of instance that there is not', async () => {
    const { context, output } = workspace();
    expect(await session({ ...prod, node: 'arm' as never }, context('platform'))).toEqual({ success: false });
    expect(output()).toContain(`There is no kind of instance 'arm'. There are arm64, amd64, nat`);
  });

  it('says who to be where the account refuses', async () => {
    const { context, output } = workspace();
    expect(await session(prod, context('platform'))).toEqual({ success: false });
    expect(output()).toMatch(/did not say which instances run: UnauthorizedOperation.*aws sso login/);
  });

  it('says plainly that no instance runs on this machine', async () => {
    const { context, output } = workspace();
    expect(await session({ environment: 'local' }, context('platform'))).toEqual({ success: false });
    expect(output()).toContain('No instance runs on the AWS of this machine');
  });

  it('is for platforms', async () => {
    const { context, output } = workspace();
    expect(await session(prod, context('grades'))).toEqual({ success: false });
    expect(output()).toContain('grades-prod is no platform');
  });

  it('fails when the session does', async () => {
    const { context } = workspace({ exitCode: 255 });
    aws.on('DescribeInstances', instances({ id: 'i-1' }));
    expect(await session(prod, context('platform'))).toEqual({ success: false });
  });
});

describe('nx tunnel', () => {
  const command = (port: number) =>
    `aws ssm start-session --region eu-north-1 --target i-nat --document-name platform-prod-database-tunnel --parameters localPortNumber=${port}`;

  it('leads through the NAT of the platform that the application runs on, by the document of the tunnel', async () => {
    const { context, started } = workspace();
    aws.on('DescribeInstances', instances({ id: 'i-nat' }));
    expect(await tunnel({ ...prod, port: 25432 }, context('grades'))).toEqual({ success: true });
    expect(filters()).toMatchObject({ 'tag:Name': 'platform-prod-nat', 'tag:platform:role': 'nat' });
    expect(started()).toEqual([command(25432)]);
  });

  it('says how to connect and how to read the password of this environment, and never reads it itself', async () => {
    const { context, output } = workspace();
    aws.on('DescribeInstances', instances({ id: 'i-nat' }));
    await tunnel({ environment: 'staging', port: 25433 }, context('grades'));
    expect(output()).toContain('postgresql://<user>:<password>@127.0.0.1:25433/<database>');
    expect(output()).toContain('--name /secrets/grades/staging/DATABASE_URL --with-decryption');
    expect(aws.calls.map(({ action }) => action)).toEqual(['DescribeInstances']);
  });

  it('rewrites what the parameter holds to an address that works here', async () => {
    const { context, output } = workspace();
    aws.on('DescribeInstances', instances({ id: 'i-nat' }));
    await tunnel({ ...prod, port: 25434, print: true }, context('grades'));
    const [, psql = ''] = /psql "\$\((.*)\)"/.exec(output()) ?? [];
    const url =
      'postgresql://grades_prod:pass@word@db.abc.eu-north-1.rds.amazonaws.com:5432/grades_prod?sslmode=verify-full';
    const rewritten = execFileSync(
      '/bin/sh',
      ['-c', psql.replace(/^.*?\|/, `echo '${url.replace('pass@word', 'pass%40word')}' |`)],
      {
        env: { PATH: before.PATH },
        encoding: 'utf8',
      },
    );
    expect(rewritten.trim()).toBe(
      'postgresql://grades_prod:pass%40word@127.0.0.1:25434/grades_prod?sslmode=require',
    );
  });

  it('refuses a port that is taken, with another', async () => {
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { context, output, started } = workspace();
    expect(await tunnel({ ...prod, port }, context('grades'))).toEqual({ success: false });
    await new Promise((resolve) => taken.close(resolve));
    expect(output()).toContain(`Port ${port} of this machine is taken`);
    expect(output()).toContain(`--port ${port + 1}`);
    expect(started()).toEqual([]);
  });

  it.each([80, 70000, 1.5])('refuses what is no port of a person: %d', async (port) => {
    const { context, output } = workspace();
    expect(await tunnel({ ...prod, port }, context('grades'))).toEqual({ success: false });
    expect(output()).toContain(`'${port}' is not a port`);
  });

  it('is not for an application without a database', async () => {
    const stacks = { grades: { 'grades-prod': application('prod', { database: false }) } };
    const { context, output } = workspace({ stacks });
    expect(await tunnel(prod, context('grades'))).toEqual({ success: false });
    expect(output()).toContain('grades-prod has no database');
  });

  it('says that the platform was not synthesised', async () => {
    const stacks = { grades: { 'grades-prod': application('prod', { on: 'trial' }) } };
    const { context, output } = workspace({ stacks });
    expect(await tunnel(prod, context('grades'))).toEqual({ success: false });
    expect(output()).toContain('The platform that grades-prod runs on was not found');
  });

  it('says that the platform has no tunnel', async () => {
    const bare = stackJson('platform-prod', {
      aws_ssm_parameter: { fact: { name: '/platform/prod/vpc-id' } },
    });
    const { context, output } = workspace({ stacks: { platform: { 'platform-prod': bare } } });
    expect(await tunnel(prod, context('grades'))).toEqual({ success: false });
    expect(output()).toContain('platform-prod has no tunnel to a database');
  });

  it('says plainly that the AWS of this machine does not run', async () => {
    const { context, output } = workspace();
    expect(await tunnel({ environment: 'local' }, context('grades'))).toEqual({ success: false });
    expect(output()).toContain('npm start');
  });
});
