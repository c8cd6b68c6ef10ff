import { NormalisedScheduledJob } from './props';

export interface WorkflowProps extends Pick<
  NormalisedScheduledJob,
  'neverTwice' | 'retries' | 'timeoutSeconds'
> {
  readonly job: string;
  readonly clusterArn: string;
  readonly family: string;
  readonly taskDefinitionArn: string;
  readonly capacityProvider: string;
  readonly failuresUrl: string;
}

/**
 * One run of a job, in the language of Step Functions: look whether one runs already, if that matters; run the task, and
 * again if it fails; leave a message if it failed for good.
 */
export function workflow(props: WorkflowProps): string {
  return JSON.stringify({
    Comment: `One run of the job ${props.job}`,
    StartAt: props.neverTwice ? 'FindRunning' : 'Run',
    States: {
      ...(props.neverTwice && lookFirst(props)),
      Run: run(props),
      Report: report(props),
      Failed: { Type: 'Fail', Error: 'JobFailed', Cause: `The job ${props.job} failed for good.` },
    },
  });
}

function lookFirst({ clusterArn, family }: WorkflowProps): object {
  return {
    FindRunning: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:ecs:listTasks',
      // What ECS wants to run, also while it still waits for room: a task is in this list from the moment it is asked for.
      Parameters: { Cluster: clusterArn, Family: family, DesiredStatus: 'RUNNING' },
      ResultPath: '$.running',
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Report' }],
      Next: 'IsOneRunning',
    },
    IsOneRunning: {
      Type: 'Choice',
      Choices: [{ Variable: '$.running.TaskArns[0]', IsPresent: true, Next: 'LeftOut' }],
      Default: 'Run',
    },
    LeftOut: { Type: 'Succeed' },
  };
}

function run(props: WorkflowProps): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::ecs:runTask.sync',
    Parameters: {
      Cluster: props.clusterArn,
      TaskDefinition: props.taskDefinitionArn,
      CapacityProviderStrategy: [{ CapacityProvider: props.capacityProvider, Weight: 1 }],
      EnableECSManagedTags: true,
      PropagateTags: 'TASK_DEFINITION',
    },
    TimeoutSeconds: props.timeoutSeconds,
    ...(props.retries > 0 && {
      Retry: [
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 60, MaxAttempts: props.retries, BackoffRate: 2 },
      ],
    }),
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Report' }],
    End: true,
  };
}

function report({ job, failuresUrl }: WorkflowProps): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Parameters: {
      QueueUrl: failuresUrl,
      MessageBody: { job, 'execution.$': '$$.Execution.Id', 'error.$': '$.error' },
    },
    Next: 'Failed',
  };
}
