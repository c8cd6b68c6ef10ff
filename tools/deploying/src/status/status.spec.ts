import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { localAccount } from '../account/account';
import { Selection } from '../job/stack-job';
import { localTime } from '../look/times';
import { applicationStack } from '../testing/application';
import { answerRecorded, RecordedAnswers, refused } from '../testing/recorded-clients';
import { showStatus } from './status';

const [one, two, three] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`);
const at = (time: string) => new Date(`2026-11-26T${time}Z`);
const account = { isLocal: false, env: {}, folder: '/nowhere', variables: {} };
const releasedBy = 'arn:aws:sts::123456789012:assumed-role/ci-release-grades-prod/GitHubActions';

const backend = {
  status: 'ACTIVE',
  serviceName: 'grades-prod-backend',
  taskDefinition: 'grades-prod-backend:7',
  runningCount: 2,
  desiredCount: 2,
  loadBalancers: [{ targetGroupArn: 'a target group' }],
  deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: at('06:00:00') }],
  events: [
    { createdAt: at('06:03:00'), message: '(service grades-prod-backend) has reached a steady state.' },
    ...Array.from({ length: 9 }, (_, index) => ({ createdAt: at('05:00:00'), message: `older ${index}` })),
  ],
};

const healthy: RecordedAnswers = {
  GetParameter: { Parameter: { Value: 'arn:aws:ecs:eu-north-1:123456789012:cluster/platform-prod' } },
  GetParameterHistory: {
    Parameters: [
      {
        Value: one,
        LastModifiedDate: at('04:00:00'),
        LastModifiedUser: 'arn:aws:iam::123456789012:user/kari',
      },
      { Value: two, LastModifiedDate: at('05:59:00'), LastModifiedUser: releasedBy },
    ],
  },
  DescribeServices: { services: [backend] },
  DescribeTaskDefinition: {
    taskDefinition: {
      containerDefinitions: [
        { name: 'log-router', image: 'router:1' },
        { name: 'backend', image: `repository@${two}` },
      ],
    },
  },
  DescribeTargetHealth: {
    TargetHealthDescriptions: [
      { TargetHealth: { State: 'healthy' } },
      { TargetHealth: { State: 'healthy' } },
      { TargetHealth: { State: 'draining' } },
    ],
  },
  DescribeAlarms: { MetricAlarms: [] },
  GetSchedule: {
    ScheduleExpression: 'cron(0 4 ? * SUN *)',
    State: 'ENABLED',
    Target: { Arn: 'a state machine' },
  },
  ListTasks: { taskArns: [] },
  DescribeTasks: { tasks: [] },
  ListExecutions: {
    executions: [{ status: 'SUCCEEDED', startDate: at('03:00:00'), stopDate: at('03:01:00') }],
  },
  ListDistributions: {
    DistributionList: {
      Items: [
        // Another one that still has the host: it is held there.
        { Comment: 'old', Aliases: { Items: ['grades.no'] }, Status: 'InProgress', Enabled: true },
        {
          Id: 'E1WEB',
          Comment: 'grades-prod-web',
          Aliases: { Items: [] },
          Status: 'Deployed',
          Enabled: true,
        },
      ],
    },
  },
};

const clients = [
  ...[CloudFrontClient, CloudWatchClient, ECSClient, ElasticLoadBalancingV2Client],
  ...[SchedulerClient, SFNClient, SSMClient],
];

afterEach(() => jest.restoreAllMocks());

async function status(changes: RecordedAnswers = {}, selection: Partial<Selection> = {}, json = false) {
  answerRecorded(clients, { ...healthy, ...changes });
  const said: string[] = [];
  await showStatus(
    {
      stacks: [applicationStack()],
      project: { name: 'grades', owner: 'dotkom' },
      configuration: 'prod',
      account,
      say: (line) => void said.push(line),
      ...selection,
    },
    { json },
  );
  return said.join('\n');
}

describe('the status of an application', () => {
  it('is, for each part, what runs, since when, who released it, how it is at the gateway and where it is reached', async () => {
    expect((await status()).split('\n').map((line) => line.trim())).toEqual([
      'grades-prod',
      `backend  2 of 2 run, deployed since ${localTime(at('06:00:00'))}, 2 of 2 healthy at the gateway`,
      `image ${two}, released ${localTime(at('05:59:00'))} by ci-release-grades-prod/GitHubActions`,
      `${localTime(at('06:03:00'))}  has reached a steady state.`,
      `${localTime(at('05:00:00'))}  older 0`,
      `${localTime(at('05:00:00'))}  older 1`,
      'https://api.grades.no',
      'https://www.grades.no',
      `sync     job, cron(0 4 ? * SUN *)`,
      `last run SUCCEEDED, began ${localTime(at('03:00:00'))}, ended ${localTime(at('03:01:00'))}`,
      'web      site, deployed',
      'files in dotkom-grades-prod-web-files, distribution E1WEB',
      'https://grades.no',
      '',
    ]);
  });

  it('says which hosts are held where they led before, and for long', async () => {
    const before = { A: { values: ['192.0.2.7'], ttl: 60 } };
    const heldSince = (since: string, is = 'held') => ({ is, since, before });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const hosts = {
      'api.grades.no': heldSince('2026-01-01'),
      'www.grades.no': heldSince('2026-01-01', 'flipped'),
      'grades.no': heldSince(tomorrow),
    };
    const project = { name: 'grades', owner: 'dotkom', adoption: { prod: { hosts } } };
    const said = await status({}, { project });
    expect(said).toContain('HELD api.grades.no since 2026-01-01: people are led to 192.0.2.7. That is long');
    expect(said).toMatch(
      new RegExp(`HELD grades\\.no since ${tomorrow}: people are led to 192\\.0\\.2\\.7$`, 'm'),
    );
    expect(said).not.toContain('HELD www.grades.no');
  });

  it('names the account nowhere', async () => {
    expect(await status()).not.toContain('123456789012');
  });

  it('says that a deploy was rolled back, and which release is recorded and does not run', async () => {
    const said = await status({
      DescribeServices: {
        services: [
          {
            ...backend,
            events: [
              { createdAt: at('06:31:00'), message: '(service x) has reached a steady state.' },
              { createdAt: at('06:30:00'), message: '(service x) rolling back to deployment ecs-svc/1.' },
              { createdAt: at('06:10:00'), message: '(service x) rolling back to deployment ecs-svc/1.' },
            ],
          },
        ],
      },
      GetParameterHistory: {
        Parameters: [{ Value: two }, { Value: three, LastModifiedDate: at('06:00:00') }],
      },
    });
    // Not since 06:00, when the deployment it went back to was first made, and not since a roll back before.
    expect(said).toContain(`ROLLED BACK since ${localTime(at('06:30:00'))},`);
    expect(said).toContain(`image ${two}\n`);
    expect(said).toContain(`recorded and not running: ${three}, released ${localTime(at('06:00:00'))}`);
  });

  it('says that a deploy goes on, and why targets are not healthy', async () => {
    const said = await status({
      DescribeServices: {
        services: [
          { ...backend, runningCount: 1, deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }] },
        ],
      },
      DescribeTargetHealth: {
        TargetHealthDescriptions: [
          {
            TargetHealth: {
              State: 'unhealthy',
              Description: 'Health checks failed with these codes: [500]',
            },
          },
        ],
      },
    });
    expect(said).toContain('1 of 2 run, DEPLOYING, 0 of 1 healthy at the gateway');
    expect(said).toContain('unhealthy: Health checks failed with these codes: [500]');
  });

  it('tells which alarms ring, with the part that they are of, and those of queues at the end', async () => {
    const ringing = (AlarmName: string, StateValue = 'ALARM') => ({
      AlarmName,
      StateValue,
      StateTransitionedTimestamp: at('05:30:00'),
      AlarmDescription: `${AlarmName} is bad. What to do: a page`,
    });
    let asked: { AlarmNames?: string[]; StateValue?: string } = {};
    const said = await status({
      DescribeAlarms: (input: typeof asked) => {
        asked = input;
        return {
          MetricAlarms: [
            ringing('grades-prod-backend-unhealthy'),
            ringing('grades-prod-sync-failed', 'OK'), // The local AWS answers with all that are named.
            ringing('grades-prod-mail-dead-letters'),
          ],
        };
      },
    });
    expect(asked).toMatchObject({
      AlarmNames: [
        'grades-prod-backend-unhealthy',
        'grades-prod-sync-failed',
        'grades-prod-mail-dead-letters',
      ],
      StateValue: 'ALARM',
    });
    const since = localTime(at('05:30:00'));
    expect(said).toContain(
      `RINGS grades-prod-backend-unhealthy since ${since}: grades-prod-backend-unhealthy is bad.`,
    );
    expect(said.trim().split('\n').at(-1)).toContain('RINGS grades-prod-mail-dead-letters');
    expect(said).not.toContain('RINGS grades-prod-sync-failed');
  });

  it('tells what is in the code and not deployed, beside what is', async () => {
    const gone = () =>
      Object.assign(new ResourceNotFoundException({ message: 'no schedule', Message: 'no', $metadata: {} }));
    const said = await status({ GetSchedule: gone, DescribeServices: { services: [], failures: [] } });
    expect(said).toMatch(/backend {2}service, not deployed\n/);
    expect(said).toMatch(/sync {5}job, not deployed\n/);
    expect(said).toContain('site, deployed');
  });

  it('tells of a service without a release that none runs, and of a job that it is off', async () => {
    const said = await status({
      DescribeServices: { services: [{ ...backend, runningCount: 0, desiredCount: 0 }] },
      DescribeTaskDefinition: {
        taskDefinition: { containerDefinitions: [{ name: 'backend', image: 'none' }] },
      },
      GetParameterHistory: { Parameters: [] },
      GetSchedule: { State: 'DISABLED', Target: {} },
      ListExecutions: { executions: [] },
    });
    expect(said).toContain('0 of 0 run');
    expect(said).toContain('no image: it has no release yet');
    expect(said).toContain('off: it has no release yet');
    expect(said).toContain('has not run by its schedule yet');
  });

  describe('tells of a run of a job that a person asked for, which no workflow knows of:', () => {
    const task = {
      startedBy: 'deploy',
      createdAt: at('07:00:00'),
      lastStatus: 'STOPPED',
      stoppedAt: at('07:02:00'),
    };
    const exit = (exitCode: number) => [{ name: 'log-router' }, { name: 'sync', exitCode }];
    const began = `began ${localTime(at('07:00:00'))}`;
    const ended = `ended ${localTime(at('07:02:00'))}`;
    const after = async (tasks: readonly object[], changes: RecordedAnswers = {}) => {
      const ofFamily = ({ family, desiredStatus }: Record<string, string>) => ({
        taskArns: family === 'grades-prod-sync' && desiredStatus === 'STOPPED' ? ['a task'] : [],
      });
      return status({ ListTasks: ofFamily, DescribeTasks: { tasks }, ...changes });
    };

    it('that it ended well, or failed, or goes on', async () => {
      const never = { ListExecutions: { executions: [] } };
      expect(await after([{ ...task, containers: exit(0) }], never)).toContain(
        `last run SUCCEEDED, ${began}, ${ended}`,
      );
      expect(await after([{ ...task, containers: exit(1) }])).toContain(
        `last run FAILED, ${began}, ${ended}`,
      );
      const running = { ...task, lastStatus: 'RUNNING', stoppedAt: undefined };
      expect(await after([running])).toContain(`last run RUNNING, ${began}\n`);
    });

    it('not where its schedule ran it since, nor of a task of the schedule', async () => {
      const earlier = { ...task, createdAt: at('02:00:00'), containers: exit(1) };
      expect(await after([earlier])).toContain('last run SUCCEEDED');
      expect(await after([{ ...task, startedBy: 'a workflow', containers: exit(1) }])).toContain(
        'last run SUCCEEDED',
      );
    });
  });

  it('is JSON for programs, with every time in UTC', async () => {
    const [{ stack, parts }] = JSON.parse(await status({}, {}, true));
    expect(stack).toBe('grades-prod');
    expect(parts[0]).toMatchObject({
      name: 'backend',
      kind: 'service',
      addresses: ['https://api.grades.no', 'https://www.grades.no'],
      ringing: [],
      service: {
        ...{ running: 2, desired: 2, isDeployed: true, isStandIn: false },
        deployment: { state: 'completed', since: '2026-11-26T06:00:00.000Z' },
        image: { digest: two, at: '2026-11-26T05:59:00.000Z' },
        health: { healthy: 2, targets: 2, problems: [] },
      },
    });
  });

  it('says that nothing is deployed, and how to', async () => {
    const nothing = status({
      GetSchedule: () => new ResourceNotFoundException({ message: 'no', Message: 'no', $metadata: {} }),
      DescribeServices: { services: [{ ...backend, status: 'INACTIVE' }] },
      ListDistributions: { DistributionList: { Items: [] } },
    });
    await expect(nothing).rejects.toMatchObject({ name: 'UserError' });
    await expect(nothing).rejects.toThrow(
      /Nothing of grades-prod is deployed.*npx nx deploy grades -c prod$/,
    );
  });

  it('says whom to ask where the account refuses', async () => {
    await expect(status({ DescribeServices: refused('not yours') })).rejects.toThrow(
      /did not say how it is: AccessDeniedException: not yours.*aws sso login/,
    );
  });
});

describe('on the AWS of this machine', () => {
  const folder = temporaryFolder();
  const local = localAccount('http://127.0.0.1:1', join(folder, 'local'));
  mkdirSync(join(folder, 'local-aws', 'attachment'), { recursive: true });
  writeFileSync(join(folder, 'local-aws', 'attachment', 'nodes.json'), JSON.stringify({ gateway: 8080 }));

  it('a service without tasks is told to be a stand-in, and hosts are reached below the gateway', async () => {
    const said = await status({ ListTasks: { taskArns: [] } }, { account: local });
    expect(said).toContain('a stand-in answers, deployed');
    expect(said).toContain('http://api.grades.no.localhost:8080');
  });

  it('a service with tasks is told as on AWS', async () => {
    const said = await status({ ListTasks: { taskArns: ['a task'] } }, { account: local });
    expect(said).toContain('2 of 2 run, deployed');
  });
});
