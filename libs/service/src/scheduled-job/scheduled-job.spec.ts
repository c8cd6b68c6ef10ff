import {
  brokenInvariants,
  isAllowed,
  jsonOf,
  onlyResource,
  referred,
  resources,
} from '@dotkom/stack/testing';
import { applicationWith, plainService } from '../testing';
import { WebService } from '../web-service/web-service';
import { ScheduledJobProps } from './props';
import { ScheduledJob } from './scheduled-job';

const job = (props: Partial<ScheduledJobProps> = {}) =>
  applicationWith((stack) => {
    const image = new WebService(stack, 'backend', plainService);
    new ScheduledJob(stack, 'digest', {
      image,
      command: ['node', 'digest.js'],
      schedule: 'cron(0 8 ? * MON *)',
      cpu: '0.125 vCPU',
      memory: '128 MiB',
      ...props,
    });
  });
const plain = job();
const schedule = onlyResource(plain, 'aws_scheduler_schedule');
const states = (stack = plain) => jsonOf(onlyResource(stack, 'aws_sfn_state_machine')['definition']);
const statementsOf = (stack: typeof plain, arn: string): any[] => {
  const role = referred(stack, arn);
  const policy = resources(stack, 'aws_iam_role_policy').find(
    (each) => referred(stack, each['role']) === role,
  );
  return jsonOf(policy?.['policy']).Statement;
};

describe('a scheduled job', () => {
  it('starts by the clock in Oslo, and not at all before its image has a release', () => {
    expect(schedule).toMatchObject({
      schedule_expression: 'cron(0 8 ? * MON *)',
      schedule_expression_timezone: 'Europe/Oslo',
      flexible_time_window: { mode: 'OFF' },
    });
    expect(schedule['state']).toMatch(/"\/releases\/grades\/prod\/backend".* \? "ENABLED" : "DISABLED"\}$/);
  });

  it("runs its own task definition, with the service's release, on the pool of its architecture", () => {
    const { Run } = states().States;
    expect(states().StartAt).toBe('Run');
    expect(Run.Resource).toBe('arn:aws:states:::ecs:runTask.sync');
    expect(referred(plain, Run.Parameters.TaskDefinition)['family']).toBe('grades-prod-digest');
    expect(Run.Parameters.CapacityProviderStrategy[0].CapacityProvider).toContain('capacity-provider-arm64');
    expect(Run.Parameters).not.toHaveProperty('LaunchType');
  });

  it('is tried again, ends after its time, and leaves a message when it failed for good', () => {
    const { Run, Report, Failed } = states(job({ retries: 3, timeout: '2 hours' })).States;
    expect(Run.Retry).toEqual([
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 60, MaxAttempts: 3, BackoffRate: 2 },
    ]);
    expect(Run.TimeoutSeconds).toBe(7200);
    expect(Run.Catch).toEqual([expect.objectContaining({ ErrorEquals: ['States.ALL'], Next: 'Report' })]);
    expect(referred(plain, Report.Parameters.QueueUrl)).toBe(onlyResource(plain, 'aws_sqs_queue'));
    expect(Report.Next).toBe('Failed');
    expect(Failed.Type).toBe('Fail');
    expect(states(job({ retries: 0 })).States.Run).not.toHaveProperty('Retry');
  });

  it('is left out while one of the same family runs, if two must never run at once', () => {
    const { StartAt, States } = states(job({ neverTwice: true }));
    expect(States.Run).not.toHaveProperty('Retry');
    expect(StartAt).toBe('FindRunning');
    expect(States.FindRunning.Parameters).toMatchObject({
      Family: 'grades-prod-digest',
      DesiredStatus: 'RUNNING',
    });
    expect(States.IsOneRunning).toMatchObject({
      Choices: [{ Variable: '$.running.TaskArns[0]', IsPresent: true, Next: 'LeftOut' }],
      Default: 'Run',
    });
    expect(States.LeftOut).toEqual({ Type: 'Succeed' });
    for (const { Next, Default } of Object.values<any>(States)) {
      for (const next of [Next, Default].filter(Boolean)) expect(States).toHaveProperty(next);
    }
  });

  it('tells somebody of what failed, also of what could not be started', () => {
    const queue = onlyResource(plain, 'aws_sqs_queue');
    expect(referred(plain, schedule['target'].dead_letter_config.arn)).toBe(queue);
    const alarm = resources(plain, 'aws_cloudwatch_metric_alarm').find(
      ({ namespace }) => namespace === 'AWS/SQS',
    );
    expect(alarm?.['alarm_description']).toContain('dead-letters.md');
    expect(referred(plain, alarm?.['dimensions'].QueueName)).toBe(queue);
  });

  it('is started by a role that can start it alone, and run by one that can run its task alone', () => {
    const [start, report, ...others] = statementsOf(plain, schedule['target'].role_arn);
    expect(others).toEqual([]);
    expect(referred(plain, start.Resource[0])).toBe(onlyResource(plain, 'aws_sfn_state_machine'));
    expect(referred(plain, report.Resource[0])).toBe(onlyResource(plain, 'aws_sqs_queue'));
    const run = statementsOf(plain, onlyResource(plain, 'aws_sfn_state_machine')['role_arn']);
    const of = (sid: string) => run.find(({ Sid }) => Sid === sid);
    expect(of('RunTask').Resource).toEqual([
      expect.stringMatching(/:task-definition\/grades-prod-digest:\*$/),
    ]);
    expect(of('RunTask').Condition.ArnEquals['ecs:cluster']).toContain('cluster-arn');
    expect(of('HandTaskItsRoles').Resource.map((arn: string) => referred(plain, arn)['name'])).toEqual([
      'grades-prod-digest-execution',
      'grades-prod-digest-task',
    ]);
    expect(of('HandTaskItsRoles').Condition).toEqual({
      StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    });
    expect(of('FindRunning')).toBeUndefined();
  });

  it("follows and stops its application's tasks alone: they have the tags of their task definition", () => {
    const statements = statementsOf(plain, onlyResource(plain, 'aws_sfn_state_machine')['role_arn']);
    const { Resource, Condition } = statements.find(({ Sid }) => Sid === 'FollowTask');
    const cluster = Condition.ArnEquals['ecs:cluster'];
    const tags = plain['provider'].aws[0].default_tags[0].tags;
    const follows = (task: object) =>
      isAllowed(statements, 'ecs:StopTask', Resource[0], { 'ecs:cluster': cluster, ...task });
    const tagged = (application: string, environment: string) => ({
      'aws:ResourceTag/Application': application,
      'aws:ResourceTag/Environment': environment,
    });
    expect(states().States.Run.Parameters.PropagateTags).toBe('TASK_DEFINITION');
    expect(follows(tagged(tags.Application, tags.Environment))).toBe(true);
    expect(follows(tagged('onlineweb', tags.Environment))).toBe(false);
    expect(follows(tagged(tags.Application, 'staging'))).toBe(false);
    expect(follows({})).toBe(false);
  });

  it('keeps the rules for every stack', () => {
    const LogInToRegistry = 'the action has no resource to narrow it to';
    expect(brokenInvariants(plain, { LogInToRegistry })).toEqual([]);
    const FindRunning = 'a list of tasks by family has no resource; the cluster narrows it';
    expect(brokenInvariants(job({ neverTwice: true }), { LogInToRegistry, FindRunning })).toEqual([]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ schedule: 'daily' }, "'daily' is not a schedule"],
    [{ schedule: 'cron(0 0 30 2 ? *)' }, "'cron(0 0 30 2 ? *)' never comes"],
    [{ retries: 6 }, '6 is no number of retries'],
    [{ neverTwice: true, retries: 1 }, 'cannot be tried again 1 times'],
    [{ retries: 0.5 }, '0.5 is no number of retries'],
    [{ timeout: '30 seconds' }, "'30 seconds' is no time to run"],
    [{ memory: '2 GiB' }, 'A task of 2048 MiB fits on no node'],
  ])('is refused with %j', (props, message) => expect(() => job(props)).toThrow(message));

  it('is these resources next to its task, and a change of them is a change on purpose', () => {
    const names = Object.entries(plain.resource)
      .filter(([type]) => /scheduler|sfn|sqs/.test(type))
      .flatMap(([type, all]) => Object.values(all).map(({ name = '' }) => `${type} ${name}`.trim()));
    expect(names).toMatchInlineSnapshot(`
     [
       "aws_scheduler_schedule grades-prod-digest",
       "aws_sfn_state_machine grades-prod-digest",
       "aws_sqs_queue grades-prod-digest-failures",
       "aws_sqs_queue_policy",
     ]
    `);
  });
});
