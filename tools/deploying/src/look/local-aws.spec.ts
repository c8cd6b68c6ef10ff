import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { join } from 'node:path';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { temporaryFolder } from '@dotkom/processes/testing';
import { Account, localAccount } from '../account/account';
import { clientConfig } from '../account/clients';
import { Selection } from '../job/stack-job';
import { showLogs } from '../logs/logs';
import { showStatus } from '../status/status';
import { applicationStack } from '../testing/application';

const workspaceRoot = join(__dirname, '..', '..', '..', '..');
const dir = temporaryFolder();
const digest = `sha256:${'1'.repeat(64)}`;
const role = 'arn:aws:iam::123456789012:role/x';
let account: Account;

beforeAll(async () => {
  const { endpoint } = await startLocalAws({ workspaceRoot, dir });
  account = localAccount(endpoint, join(dir, 'local'));
  await deploySome();
});
afterAll(() => stopLocalAws({ workspaceRoot, dir }));

/** What the deploy of the application leaves, as little of it as is looked at. */
async function deploySome(): Promise<void> {
  const config = clientConfig(account);
  const [ecs, ssm, logs] = [new ECSClient(config), new SSMClient(config), new CloudWatchLogsClient(config)];
  const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: 'platform-prod' }));
  const parameters = {
    '/platform/prod/cluster-arn': cluster?.clusterArn ?? '',
    '/releases/grades/prod/backend': digest,
  };
  for (const [Name, Value] of Object.entries(parameters))
    await ssm.send(new PutParameterCommand({ Name, Value, Type: 'String' }));
  const image = `123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prod/backend@${digest}`;
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'grades-prod-backend',
      containerDefinitions: [{ name: 'backend', image, memory: 64 }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      ...{ cluster: cluster?.clusterArn, serviceName: 'grades-prod-backend', desiredCount: 1 },
      taskDefinition: taskDefinition?.taskDefinitionArn,
    }),
  );
  const where = {
    logGroupName: '/applications/grades/prod/backend',
    logStreamName: `backend/backend/${'0'.repeat(32)}`,
  };
  await logs.send(new CreateLogGroupCommand(where));
  await logs.send(new CreateLogStreamCommand(where));
  const logEvents = [{ timestamp: Date.now(), message: 'It is well.' }];
  await logs.send(new PutLogEventsCommand({ ...where, logEvents }));
  await ring('grades-prod-backend-unhealthy');
  await runJob('grades-prod-sync');
}

async function ring(AlarmName: string): Promise<void> {
  const cloudWatch = new CloudWatchClient(clientConfig(account));
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName, AlarmDescription: 'Look at it.', MetricName: 'UnHealthyHostCount' },
      ...{ Namespace: 'AWS/ApplicationELB', Statistic: 'Minimum', Period: 60, EvaluationPeriods: 5 },
      ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' },
    }),
  );
  await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }));
}

async function runJob(name: string): Promise<void> {
  const stepFunctions = new SFNClient(clientConfig(account));
  const definition = JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });
  const { stateMachineArn } = await stepFunctions.send(
    new CreateStateMachineCommand({ name, roleArn: role, definition }),
  );
  await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  await new SchedulerClient(clientConfig(account)).send(
    new CreateScheduleCommand({
      ...{ Name: name, ScheduleExpression: 'cron(0 4 ? * SUN *)', FlexibleTimeWindow: { Mode: 'OFF' } },
      Target: { Arn: stateMachineArn, RoleArn: role },
    }),
  );
}

function selection(say: Selection['say']): Selection {
  const stacks = [applicationStack()];
  return { stacks, account, say, configuration: 'local', project: { name: 'grades', owner: 'dotkom' } };
}

describe('on the AWS of this machine', () => {
  it('an application is looked at by the same questions as on AWS', async () => {
    const said: string[] = [];
    await showStatus(
      selection((line) => said.push(line)),
      {},
    );
    const told = said.join('\n');
    expect(told).toMatch(/backend {2}a stand-in answers, deployed since 2/);
    expect(told).toMatch(new RegExp(`image ${digest}, released 2\\S+\\n`)); // By nobody: the local AWS has no users.
    expect(told).toMatch(/RINGS grades-prod-backend-unhealthy since 2.*: Look at it\./);
    expect(told).toMatch(/sync {5}job, cron\(0 4 \? \* SUN \*\)\n.*last run (RUNNING|SUCCEEDED), began 2/);
    expect(told).toMatch(/web {6}site, not deployed/);
    expect(told).toContain('has reached a steady state.');
  });

  it('its log is read by the same questions as on AWS', async () => {
    const said: string[] = [];
    const { signal } = new AbortController();
    await showLogs(
      selection((line) => said.push(line)),
      { service: 'backend' },
      { signal },
    );
    expect(said).toEqual([expect.stringMatching(/^2.* {2}backend 00000000 {2}It is well\.$/)]);
    await showLogs(
      selection((line) => said.push(line)),
      { service: 'backend', previous: true },
      { signal },
    );
    expect(said.at(-1)).toContain('ended longer ago than ECS remembers why.');
  });
});
