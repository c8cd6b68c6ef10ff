import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account } from '../account/account';
import { AwsStandIn } from '../testing/aws';
import { deployedServices } from './deployed-services';
import { FailedDeploy } from './failed-deploy';

const aws = new AwsStandIn();
const recorded: Record<string, any> = JSON.parse(
  readFileSync(join(__dirname, '..', 'testing', 'recordings', 'rolled-back.json'), 'utf8'),
);
const started = new Date('2026-11-22T11:59:00Z');
const backend = {
  name: 'grades-prod-backend',
  clusterArn: 'arn:aws:ecs:eu-north-1:123456789012:cluster/platform-prod',
  isTainted: false,
};

beforeAll(() => aws.start());
beforeEach(() => {
  aws.reset();
  for (const [action, answer] of Object.entries(recorded)) aws.on(action, () => answer);
});
afterAll(() => aws.stop());

function explain(since = started): Promise<string | undefined> {
  const account: Account = {
    isLocal: true,
    env: { AWS_ENDPOINT_URL: aws.endpoint },
    folder: '/nowhere',
    variables: {},
  };
  return new FailedDeploy(account).explain(backend, since);
}

/** What one answer is with some of its first element changed. */
function changed(action: string, list: string, changes: object): void {
  const [first, ...others] = recorded[action][list];
  aws.on(action, () => ({ ...recorded[action], [list]: [{ ...first, ...changes }, ...others] }));
}

describe('a deploy that ECS rolled back', () => {
  it('is told with its events, why tasks stopped, their exit codes, and what they logged last', async () => {
    expect(await explain()).toMatchSnapshot();
  });

  it('asks for the stopped tasks of that service, and for the logs of those tasks', async () => {
    await explain();
    expect(aws.asked('ListTasks')).toEqual([
      { cluster: backend.clusterArn, serviceName: backend.name, desiredStatus: 'STOPPED' },
    ]);
    expect(
      aws.asked('GetLogEvents').map(({ logGroupName, logStreamName }) => [logGroupName, logStreamName]),
    ).toEqual(
      expect.arrayContaining([
        ['/applications/grades/prod/backend', 'backend/backend/0b41b6810b41b6810b41b6810b41b681'],
      ]),
    );
  });

  it('does not tell of what happened before it', async () => {
    expect(await explain()).not.toContain('the day before');
    expect(await explain(new Date('2026-11-20T00:00:00Z'))).toContain('the day before');
  });

  it('goes without lines where a container never logged', async () => {
    aws.on('GetLogEvents', { error: 'ResourceNotFoundException' });
    const told = await explain();
    expect(told).toContain('exit code 1');
    expect(told).not.toContain('last lines');
  });

  it.each([
    [137, 'killed: out of memory'],
    [127, 'the command was not found'],
    [139, 'it crashed'],
  ])('says what exit code %i means', async (exitCode, meaning) => {
    changed('DescribeTasks', 'tasks', { containers: [{ name: 'backend', exitCode }] });
    expect(await explain()).toContain(`exit code ${exitCode} (${meaning}`);
  });

  it('blames tasks that did not answer the gateway, which the scheduler stops', async () => {
    changed('DescribeTasks', 'tasks', {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:grades)',
      containers: [{ name: 'backend', exitCode: 137 }],
    });
    expect(await explain()).toMatch(/stopped: Task failed ELB health checks.*\n.*exit code 137/);
  });

  it('does not blame tasks that a newer one took the place of, and tells its events all the same', async () => {
    aws.on('DescribeTasks', () => ({
      tasks: recorded['DescribeTasks'].tasks.map((task: object) => ({
        ...task,
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by deployment ecs-svc/1',
      })),
    }));
    const told = await explain();
    expect(told).toContain('it was rolled back');
    expect(told).not.toContain('Task 0b41');
  });
});

describe('a deploy that an alarm ended', () => {
  const alarms = { alarmNames: ['grades-prod-backend-deploy-errors', 'grades-prod-backend-deploy-slow'] };
  const described = (AlarmName: string, StateValue: string) => ({
    AlarmName,
    StateValue,
    AlarmDescription: 'It is bad.',
  });
  const events = [{ message: '(service x) (deployment y) deployment failed: alarm detected.' }];
  let asked: object[] = [];

  beforeEach(() => {
    asked = [];
    jest.spyOn(CloudWatchClient.prototype, 'send').mockImplementation(async ({ input }: any) => {
      asked.push(input);
      return { MetricAlarms: [described('deploy-errors', 'ALARM'), described('deploy-slow', 'OK')] };
    });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is told with how its alarms are', async () => {
    changed('DescribeServices', 'services', { events, deploymentConfiguration: { alarms } });
    const told = await explain();
    expect(asked).toEqual([{ AlarmNames: alarms.alarmNames }]);
    expect(told).toMatch(
      /The alarms that end its deploys:\n +rings {2}deploy-errors: It is bad\.\n +is fine by now/,
    );
  });

  it('is told without them when something else ended it', async () => {
    changed('DescribeServices', 'services', { deploymentConfiguration: { alarms } });
    expect(await explain()).not.toContain('The alarms');
    expect(asked).toEqual([]);
  });
});

describe('a service that is not healthy yet', () => {
  it('is told as such, when it runs what was asked and too little of it', async () => {
    changed('DescribeServices', 'services', {
      events: [],
      runningCount: 0,
      deployments: [{ rolloutState: 'FAILED' }],
    });
    expect(await explain()).toContain('it did not become healthy; 0 of 1 task runs.');
  });
});

describe('a service that runs as it should', () => {
  it('is not told of', async () => {
    aws.on('ListTasks', () => ({ taskArns: [] }));
    changed('DescribeServices', 'services', { events: [] });
    expect(await explain()).toBeUndefined();
  });

  it('is not looked for where there is none', async () => {
    aws.on('DescribeServices', () => ({ services: [], failures: [{ reason: 'MISSING' }] }));
    expect(await explain()).toBeUndefined();
  });
});

describe('the services of a state', () => {
  it('are found, and not those that are only read', () => {
    const instances = [{ attributes: { name: 'a', cluster: 'c' } }];
    const service = { mode: 'managed', type: 'aws_ecs_service', instances };
    expect(
      deployedServices({
        resources: [service, { ...service, type: 'aws_lb' }, { ...service, mode: 'data' }],
      }),
    ).toEqual([{ name: 'a', clusterArn: 'c', isTainted: false }]);
  });

  it('are none in an empty state', () => {
    expect(deployedServices({})).toEqual([]);
  });
});
