import { TerraformOutput, Token } from 'cdktf';
import { Construct } from 'constructs';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import {
  Alarm,
  awsName,
  checked,
  checkedWord,
  onlyOverTls,
  organisation,
  placed,
  resourcePolicy,
  Statement,
} from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Grantee } from '../grantee';
import { inputs } from '../inputs/inputs';
import { osloTimeZone } from '../scaling/oslo-time';
import { describeTask } from '../task/description';
import { ImageOwner, onceReleased, RunnableImage } from '../task/image';
import { imageOf } from '../task/own-image';
import { TaskOptions } from '../task/props';
import { Task } from '../task/task';
import { NormalisedScheduledJob, normaliseScheduledJob, ScheduledJobProps } from './props';
import { createJobRole, runTaskStatements } from './roles';
import { workflow } from './workflow';

/**
 * A task that runs at certain times in Oslo and ends. A run that fails is tried again; one that fails for good leaves a
 * message in a queue, and somebody is told. While its image has no release, it does not run.
 *
 * A run costs next to nothing beside its share of a node: 2 to 4 steps of Step Functions, of which 4000 a month are free
 * and 1000 further ones cost 0.025 dollars. Every day that is nothing, every minute about 3 dollars a month. Its alarm
 * costs 0.10 dollars a month, after the account's first ten.
 *
 * @example
 * new ScheduledJob(this, 'digest', {
 *   image: backend,
 *   command: ['node', 'digest.js'],
 *   schedule: 'cron(0 8 ? * MON *)',
 *   neverTwice: true,
 *   cpu: '0.125 vCPU',
 *   memory: '256 MiB',
 * });
 */
export class ScheduledJob extends Construct implements Grantee, ImageOwner {
  /** The name by which the job is known within its application. */
  readonly job: string;
  /** The image that it runs: other jobs and services can run it too. */
  readonly image: RunnableImage;

  private readonly normalised: NormalisedScheduledJob;
  private readonly options: TaskOptions;
  private readonly task: Task;
  /** Where runs that failed for good leave a message. */
  private readonly failures: SqsQueue;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'ScheduledJob.props', props);
    const { environment } = ApplicationStack.of(this);
    this.job = checked(this, () => checkedWord('a job', this.node.id), 'job');
    const context = { name: this.job, environment: environment.name };
    this.normalised = normaliseScheduledJob(props, context, (check, standIn) =>
      checked(this, check, standIn),
    );
    this.image = imageOf(this, this.job, props.image);
    this.options = {
      ...this.normalised,
      name: this.job,
      image: this.image,
      mostAtOnce: this.normalised.mostRunsAtOnce,
    };

    this.task = new Task(this, 'task', this.options);
    this.failures = this.createFailures();
    this.createSchedule(this.createStateMachine());
    this.watch();
    this.describe();
  }

  allow(statement: Statement): void {
    this.task.allow(statement);
  }

  private get words(): string[] {
    const { application, environment } = ApplicationStack.of(this);
    return [application, environment.name, this.job];
  }

  private createFailures(): SqsQueue {
    const queue = new SqsQueue(this, 'failures', {
      name: awsName('queue', [...this.words, 'failures']),
      messageRetentionSeconds: 14 * 86_400,
      sqsManagedSseEnabled: true,
    });
    new SqsQueuePolicy(this, 'failures-policy', {
      queueUrl: queue.url,
      policy: resourcePolicy([onlyOverTls('sqs', [queue.arn])]),
    });
    return queue;
  }

  private createStateMachine(): SfnStateMachine {
    const { platform, accountId } = ApplicationStack.of(this);
    const { architecture, neverTwice } = this.normalised;
    const name = awsName('state machine', this.words);
    const { role, permissions } = createJobRole(this, {
      job: this.job,
      kind: 'run',
      service: 'states.amazonaws.com',
      sourceArn: `arn:aws:states:${organisation.region}:${accountId}:stateMachine:${name}`,
      statements: runTaskStatements(this, this.task, {
        looksFirst: neverTwice,
        failuresArn: this.failures.arn,
      }),
    });
    const machine = new SfnStateMachine(this, 'workflow', {
      name,
      type: 'STANDARD',
      roleArn: role.arn,
      definition: workflow({
        ...this.normalised,
        job: this.job,
        clusterArn: platform.fact('cluster-arn'),
        family: this.task.family,
        taskDefinitionArn: this.task.definition.arn,
        capacityProvider: platform.capacityProvider(architecture),
        failuresUrl: this.failures.url,
      }),
      dependsOn: [permissions],
    });
    this.task.awaitedBy(machine);
    return machine;
  }

  private createSchedule(machine: SfnStateMachine): void {
    const { accountId } = ApplicationStack.of(this);
    const { role, permissions } = createJobRole(this, {
      job: this.job,
      kind: 'start',
      service: 'scheduler.amazonaws.com',
      sourceArn: `arn:aws:scheduler:${organisation.region}:${accountId}:schedule-group/default`,
      statements: [
        { sid: 'StartRun', actions: ['states:StartExecution'], resources: [machine.arn] },
        { sid: 'ReportFailure', actions: ['sqs:SendMessage'], resources: [this.failures.arn] },
      ],
    });
    new SchedulerSchedule(this, 'schedule', {
      name: awsName('schedule', this.words),
      scheduleExpression: this.normalised.schedule,
      scheduleExpressionTimezone: osloTimeZone,
      state: Token.asString(onceReleased(this.options.image, 'ENABLED', 'DISABLED')),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: machine.arn,
        roleArn: role.arn,
        input: '{}',
        // For a run that could not even be started.
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: this.failures.arn },
      },
      dependsOn: [permissions],
    });
  }

  private watch(): void {
    const { application, environment, platform } = ApplicationStack.of(this);
    new Alarm(this, 'failed-alarm', {
      name: awsName('alarm', [...this.words, 'failed']),
      summary: `A run of ${application}'s job ${this.job} in ${environment.name} failed for good.`,
      runbook: 'dead-letters',
      metric: {
        namespace: 'AWS/SQS',
        name: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: this.failures.name },
        statistic: 'Maximum',
        periodSeconds: 300,
      },
      when: { above: 0 },
      topicArn: platform.fact('alarm-topic-arn'),
    });
  }

  private describe(): void {
    const { schedule } = this.normalised;
    new TerraformOutput(this, 'description', {
      value: { job: this.job, schedule, ...describeTask(this.options) },
    });
  }
}
