import { AwsStandIn } from '@dotkom/deploying/testing';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../../testing/workspace';
import job, { JobOptions } from './executor';

const parent = temporaryFolder();
const aws = new AwsStandIn();
const before = process.env;
const arn = (service: string, what: string) => `arn:aws:${service}:eu-north-1:123456789012:${what}`;
const taskArn = arn('ecs', 'task/platform-prod/abc');
const cluster = arn('ecs', 'cluster/platform-prod');

/** A workflow as it is deployed (libs/service/src/scheduled-job/workflow.ts). */
const workflow = (neverTwice: boolean) => ({
  definition: JSON.stringify({
    StartAt: neverTwice ? 'FindRunning' : 'Run',
    States: {
      ...(neverTwice && { FindRunning: {} }),
      Run: {
        Parameters: {
          Cluster: cluster,
          TaskDefinition: arn('ecs', 'task-definition/grades-prod-digest:7'),
          CapacityProviderStrategy: [{ CapacityProvider: 'prod-arm64', Weight: 1 }],
        },
        TimeoutSeconds: 600,
      },
    },
  }),
});

/** How its task ends. */
const ended = (exitCode: number) => ({
  tasks: [{ lastStatus: 'STOPPED', containers: [{ name: 'digest', exitCode }] }],
});

beforeAll(() => aws.start());
beforeEach(() => {
  aws.reset();
  aws.on(
    'GetCallerIdentity',
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
  );
  aws.on('DescribeStateMachine', workflow(false));
  const options = { 'awslogs-group': '/applications/grades/prod/digest' };
  const logConfiguration = { logDriver: 'awslogs', options };
  aws.on('DescribeTaskDefinition', {
    taskDefinition: {
      family: 'grades-prod-digest',
      containerDefinitions: [{ name: 'digest', logConfiguration }],
    },
  });
  aws.on('RunTask', { tasks: [{ taskArn }] });
  aws.on('DescribeTasks', ended(0));
  aws.on('GetLogEvents', ({ nextToken }) => ({
    events: nextToken ? [] : [{ message: '3 digests sent' }],
    nextForwardToken: 'end',
  }));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});
afterAll(() => aws.stop());

async function run(options: JobOptions) {
  const workspace = new TestWorkspace(parent, {
    grades: {
      'grades-prod': {
        ...stackJson('grades-prod', {
          aws_sfn_state_machine: {
            digest: {
              '//': { metadata: { path: 'grades-prod/digest/workflow' } },
              name: 'grades-prod-digest',
            },
          },
        }),
        output: { digest: { value: { job: 'digest' } }, migration: { value: { oneOffTask: 'migration' } } },
      },
    },
  });
  process.env = workspace.environment(aws.endpoint);
  const { success } = await job({ environment: 'prod', ...options }, workspace.context('grades'));
  return { success, output: workspace.output };
}

describe('a job that a person runs', () => {
  it('is what its workflow would run, where it would run it, with its log', async () => {
    const { success, output } = await run({ name: 'digest' });
    expect([success, output]).toEqual([true, expect.stringContaining('grades-prod/digest: 3 digests sent')]);
    expect(aws.asked('DescribeStateMachine')).toEqual([
      { stateMachineArn: arn('states', 'stateMachine:grades-prod-digest') },
    ]);
    expect(aws.asked('RunTask')).toEqual([
      expect.objectContaining({
        cluster,
        taskDefinition: arn('ecs', 'task-definition/grades-prod-digest:7'),
        capacityProviderStrategy: [{ capacityProvider: 'prod-arm64', weight: 1 }],
      }),
    ]);
    expect(aws.asked('GetLogEvents')[0]).toMatchObject({
      logGroupName: '/applications/grades/prod/digest',
      logStreamName: 'digest/digest/abc',
    });
  });

  it('fails with its exit code, and says that nothing tries it again', async () => {
    aws.on('DescribeTasks', ended(3));
    const { success, output } = await run({ name: 'digest' });
    expect(success).toBe(false);
    expect(output).toMatch(/3 digests sent[^]*The task failed: exit code 3.*It is not tried again/);
  });

  it('does not run beside itself where it must never', async () => {
    aws.on('DescribeStateMachine', workflow(true));
    aws.on('ListTasks', { taskArns: [taskArn] });
    const { success, output } = await run({ name: 'digest' });
    expect(success).toBe(false);
    expect(output).toContain('The job digest of grades-prod runs already (task abc)');
    expect(aws.asked('ListTasks')).toEqual([
      { cluster, family: 'grades-prod-digest', desiredStatus: 'RUNNING' },
    ]);
    expect(aws.asked('RunTask')).toEqual([]);
  });

  it('has to be deployed', async () => {
    aws.on('DescribeStateMachine', { error: 'StateMachineDoesNotExist' });
    const { success, output } = await run({ name: 'digest' });
    expect(success).toBe(false);
    expect(output).toContain('The job digest of grades-prod is not deployed');
  });

  it.each([
    [undefined, 'Say which job of grades: npx nx run grades:job NAME -c local. It has digest.'],
    ['digets', "grades has no job 'digets'. It has digest."],
    ['migration', "'migration' of grades is a one-off task: it runs in the deploy that changes it"],
  ])('is refused when its name is %p', async (name, message) => {
    const { success, output } = await run({ name });
    expect(success).toBe(false);
    expect(output).toContain(message);
  });
});
