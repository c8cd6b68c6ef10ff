import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetParameterCommand, paginateGetParametersByPath, PutParameterCommand } from '@aws-sdk/client-ssm';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import {
  deployEstate,
  destroyEstate,
  diffEstate,
  missingPrerequisite,
  readResults,
  runNx,
} from '@dotkom/local-estate';
import { Clients, clientsFor } from './clients';
import { leftBehind } from './left-behind';
import { DeployedNetwork, readNetwork, routesOf, subnetsOf } from './reachability/deployed-network';
import { reachability } from './reachability/reachability';

const workspaceRoot = join(__dirname, '..', '..', '..');
const dir = join(workspaceRoot, 'dist', 'end-to-end');
const env = { LOCAL_AWS_DIR: dir };

/** A value that must turn up nowhere: whoever sees it has seen a secret. */
const secretValue = 'canary-e1f7c0de-this-is-a-secret';
const unreleased = 'vengeful-vineyard/staging/server';

rmSync(dir, { recursive: true, force: true }); // An emulator that an interrupted test left there ends without it.
const missing = missingPrerequisite(workspaceRoot, dir);
if (missing) say(`\n  SKIPPED, NOT TESTED: the end-to-end test. ${missing}\n`);
const describeWhereItCanRun = missing ? describe.skip : describe;

/** Past Jest, which would keep it until the end: this takes minutes. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

describeWhereItCanRun('the estate on an AWS of this machine', () => {
  let aws: Clients;
  let endpoint: string;
  let network: DeployedNetwork;

  beforeAll(async () => {
    ({ endpoint } = await startLocalAws({ workspaceRoot, dir })); // Runs already; see missingPrerequisite.
    aws = clientsFor(endpoint);
    for (const environment of ['staging', 'prod']) {
      await aws.ssm.send(
        new PutParameterCommand({
          Name: `/secrets/vengeful-vineyard/${environment}/SENTRY_DSN`,
          Type: 'SecureString',
          Value: secretValue,
        }),
      );
    }
    await deployEstate({ workspaceRoot, env, endpoint, unreleased: [unreleased], say });
    network = await readNetwork(aws, 'platform-prod');
  });

  afterAll(async () => {
    await stopLocalAws({ workspaceRoot, dir });
  });

  const services = () =>
    readResults(dir).flatMap(({ project, environment, services: described }) =>
      described.map((description) => ({
        name: `${project}-${environment}-${description.service}`,
        ...description,
      })),
    );

  it('has every stack deployed', () => {
    const synthesised = readdirSync(join(workspaceRoot, 'dist', 'apps')).flatMap((app) =>
      readdirSync(join(workspaceRoot, 'dist', 'apps', app, 'stacks')),
    );
    expect(readResults(dir).map(({ stack }) => stack)).toEqual(synthesised.sort());
    expect(services().length).toBeGreaterThan(0);
  });

  it('plans no change afterwards', async () => {
    await diffEstate({ workspaceRoot, env, say });
    for (const { stack } of readResults(dir)) {
      expect(readFileSync(join(dir, 'local', stack, 'plan.txt'), 'utf8')).toBe(`${stack}: no changes\n`);
    }
  });

  it('has three public and three private subnets in three zones', () => {
    for (const tier of ['public', 'private'] as const) {
      expect(new Set(subnetsOf(network, tier).map(({ AvailabilityZone }) => AvailabilityZone))).toEqual(
        new Set(['eu-north-1a', 'eu-north-1b', 'eu-north-1c']),
      );
      expect(subnetsOf(network, tier)).toHaveLength(3);
    }
  });

  it("leads from private subnets to the internet through the NAT's interface only", async () => {
    const { NetworkInterfaces = [] } = await aws.ec2.send(
      new DescribeNetworkInterfacesCommand({
        Filters: [{ Name: 'tag:Name', Values: ['platform-prod-nat-*-inside'] }],
      }),
    );
    expect(NetworkInterfaces).toHaveLength(1);
    for (const subnet of subnetsOf(network, 'private')) {
      const { Routes = [] } = routesOf(network, subnet) ?? {};
      expect(Routes.filter(({ GatewayId }) => GatewayId?.startsWith('igw-'))).toEqual([]);
      const [byDefault] = Routes.filter(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
      expect(byDefault?.NetworkInterfaceId).toBe(NetworkInterfaces[0]?.NetworkInterfaceId);
    }
  });

  it('lets each open to the others exactly what is in this table', () => {
    const containers = '32768-60999';
    expect(reachability(network, network.parties)).toEqual({
      internet: { gateway: '80, 443', node: 'nothing', NAT: 'nothing', database: 'nothing' },
      gateway: { internet: 'nothing', node: containers, NAT: 'nothing', database: 'nothing' },
      node: { internet: 'everything', gateway: '80, 443', NAT: 'everything', database: '5432' },
      NAT: { internet: 'everything', gateway: '80, 443', node: 'nothing', database: '5432' },
      database: { internet: 'nothing', gateway: 'nothing', node: 'nothing', NAT: 'nothing' },
    });
    // Of nobody, all of the above would be `nothing`.
    for (const party of Object.values(network.parties)) expect(party.length).toBeGreaterThan(0);
  });

  it('redirects HTTP to HTTPS', async () => {
    const listeners = await listenersOf(aws);
    const http = listeners.find(({ Port }) => Port === 80);
    expect(http?.DefaultActions).toEqual([
      expect.objectContaining({
        Type: 'redirect',
        RedirectConfig: expect.objectContaining({ Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' }),
      }),
    ]);
  });

  it('leads each host by one rule to a target group of its own, with its own health check', async () => {
    const https = (await listenersOf(aws)).find(({ Port }) => Port === 443);
    const { Rules = [] } = await aws.elb.send(new DescribeRulesCommand({ ListenerArn: https?.ListenerArn }));
    const { TargetGroups = [] } = await aws.elb.send(new DescribeTargetGroupsCommand({}));
    const web = services().filter(({ host }) => host !== undefined);
    const routes = web.map(({ name, host, healthCheckPath }) => {
      const rules = Rules.filter(({ Conditions = [] }) =>
        Conditions.some(({ HostHeaderConfig, Values }) =>
          (HostHeaderConfig?.Values ?? Values)?.includes(host ?? ''),
        ),
      );
      expect(rules).toHaveLength(1);
      const arn = rules[0]?.Actions?.[0]?.TargetGroupArn;
      const group = TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
      expect(group?.HealthCheckPath).toBe(healthCheckPath);
      expect(group?.TargetGroupName).toContain(name.slice(0, 20));
      return arn;
    });
    expect(new Set(routes).size).toBe(web.length);
    // One more each, for a host that nobody can ask for, holds the target group at the gateway while its hosts move.
    const asked = Rules.flatMap(({ Conditions = [] }) =>
      Conditions.flatMap(({ HostHeaderConfig, Values }) => HostHeaderConfig?.Values ?? Values ?? []),
    );
    expect(asked.filter((host) => !host.endsWith('.invalid')).sort()).toEqual(
      web.flatMap(({ hosts = [] }) => hosts).sort(),
    );
    expect(asked.filter((host) => host.endsWith('.invalid'))).toHaveLength(web.length);
  });

  it('runs each service on the pool of its architecture, through the capacity provider', async () => {
    for (const { name, pool, count, digest } of services()) {
      const { services: [service] = [] } = await aws.ecs.send(
        new DescribeServicesCommand({ cluster: 'platform-prod', services: [name] }),
      );
      expect(service?.launchType).toBeUndefined();
      expect(service?.capacityProviderStrategy?.map(({ capacityProvider }) => capacityProvider)).toEqual([
        `platform-prod-${pool}`,
      ]);
      expect(service?.desiredCount).toBe(digest ? count : 0);
    }
  });

  it('runs the released image by its digest, and nothing before the first release', () => {
    const digests = Object.fromEntries(services().map(({ name, digest }) => [name, digest]));
    expect(digests['vengeful-vineyard-staging-server']).toBe('');
    expect(digests['vengeful-vineyard-prod-server']).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('keeps no log for ever', async () => {
    const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups.length).toBeGreaterThan(0);
    expect(logGroups.filter(({ retentionInDays }) => !retentionInDays)).toEqual([]);
  });

  it('shows no secret in any state, plan or task definition', async () => {
    const states = await statesIn(aws);
    const definitions = await taskDefinitionsIn(aws);
    const plans = readdirSync(join(dir, 'local'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /plan\.(txt|json|tfplan)$|cdk\.tf\.json$|result\.json$/.test(file))
      .map((file) => readFileSync(join(dir, 'local', file), 'latin1'));
    expect(states.length).toBe(readResults(dir).length);
    expect(definitions.join()).toContain('/secrets/vengeful-vineyard/prod/SENTRY_DSN');
    const secrets = [secretValue, ...(await databaseAddresses(aws))];
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of secrets) {
      expect([...states, ...definitions, ...plans].filter((text) => text.includes(secret))).toEqual([]);
    }
  });

  it('fails a release that ECS rolls back, says why, and goes on running and recording the one before', async () => {
    const before = await recordedRelease(aws);
    await fetch(`${endpoint}/_local-aws/ecs/rollback`, {
      method: 'POST',
      body: JSON.stringify({ cluster: 'platform-prod', service: 'grades-prod-backend', exitCode: 137 }),
    });
    const said: string[] = [];
    const code = await runNx({
      workspaceRoot,
      env,
      args: [
        'run',
        'grades:release',
        '-c',
        'local',
        '--service',
        'backend',
        `--digest=sha256:${'e'.repeat(64)}`,
      ],
      onLine: (line) => said.push(line),
    });
    expect(code).not.toBe(0);
    expect(said.join('\n')).toMatch(/grades-prod-backend: it was rolled back.*exit code 137 \(killed/s);
    expect(await recordedRelease(aws)).toBe(before);
  });

  it('destroys all of it and leaves nothing behind', async () => {
    await destroyEstate({ workspaceRoot, env, say });
    expect(await leftBehind(aws)).toEqual({});
  });
});

async function recordedRelease({ ssm }: Clients): Promise<string | undefined> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/releases/grades/prod/backend' }));
  return Parameter?.Value;
}

/** What the platform gave applications to reach their databases by: it holds a password. */
async function databaseAddresses({ ssm }: Clients): Promise<string[]> {
  const secrets = { Path: '/secrets', Recursive: true, WithDecryption: true };
  const addresses: string[] = [];
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client: ssm }, secrets)) {
    addresses.push(
      ...Parameters.filter(({ Name }) => Name?.endsWith('/DATABASE_URL')).map(({ Value = '' }) => Value),
    );
  }
  return addresses;
}

async function listenersOf({ elb }: Clients) {
  const { LoadBalancers = [] } = await elb.send(
    new DescribeLoadBalancersCommand({ Names: ['platform-prod'] }),
  );
  const { Listeners = [] } = await elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn }),
  );
  return Listeners;
}

async function statesIn({ s3 }: Clients): Promise<string[]> {
  const bucket = { Bucket: 'dotkom-infra-state' };
  const { Contents = [] } = await s3.send(new ListObjectsV2Command(bucket));
  return Promise.all(
    Contents.filter(({ Key }) => Key?.endsWith('.tfstate')).map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ ...bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    }),
  );
}

async function taskDefinitionsIn({ ecs }: Clients): Promise<string[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({}));
  return Promise.all(
    taskDefinitionArns.map(async (taskDefinition) =>
      JSON.stringify(await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))),
    ),
  );
}
