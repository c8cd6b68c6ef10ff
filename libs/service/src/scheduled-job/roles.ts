import { Construct } from 'constructs';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { awsName, organisation, policy, Statement, trustPolicy } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Task } from '../task/task';

/** A role of a job that an AWS service acts by, and its permissions, which what acts by it waits for. */
export interface JobRole {
  readonly role: IamRole;
  readonly permissions: IamRolePolicy;
}

export interface JobRoleProps {
  readonly job: string;
  readonly kind: 'run' | 'start';
  /** The AWS service that acts by it, and on behalf of what. */
  readonly service: 'states.amazonaws.com' | 'scheduler.amazonaws.com';
  readonly sourceArn: string;
  readonly statements: readonly Statement[];
}

/** Makes a role that one AWS service can assume, for one thing of this account. */
export function createJobRole(scope: Construct, props: JobRoleProps): JobRole {
  const { accountId, application, environment } = ApplicationStack.of(scope);
  const role = new IamRole(scope, `${props.kind}-role`, {
    name: awsName('IAM role', [application, environment.name, props.job, props.kind]),
    path: `/applications/${application}/`,
    assumeRolePolicy: trustPolicy({
      service: props.service,
      conditions: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': props.sourceArn },
      },
    }),
  });
  const permissions = new IamRolePolicy(scope, `${props.kind}-policy`, {
    role: role.name,
    policy: policy(props.statements),
  });
  return { role, permissions };
}

/** What Step Functions needs to run one task to its end, and nothing of any other. */
export function runTaskStatements(
  scope: Construct,
  task: Task,
  { looksFirst, failuresArn }: { looksFirst: boolean; failuresArn: string },
): Statement[] {
  const { accountId, application, environment, platform } = ApplicationStack.of(scope);
  const clusterArn = platform.fact('cluster-arn');
  const ofAccount = (service: string, what: string) =>
    `arn:aws:${service}:${organisation.region}:${accountId}:${what}`;
  const onCluster = { ArnEquals: { 'ecs:cluster': clusterArn } };
  return [
    {
      sid: 'RunTask',
      actions: ['ecs:RunTask'],
      resources: [ofAccount('ecs', `task-definition/${task.family}:*`)],
      conditions: onCluster,
    },
    {
      sid: 'FollowTask',
      actions: ['ecs:DescribeTasks', 'ecs:StopTask'],
      resources: [ofAccount('ecs', 'task/*')], // Ids are random, so the application's are told by their tags.
      conditions: {
        ...onCluster,
        StringEquals: {
          'aws:ResourceTag/Application': application,
          'aws:ResourceTag/Environment': environment.name,
        },
      },
    },
    {
      sid: 'TagTask',
      actions: ['ecs:TagResource'],
      resources: [ofAccount('ecs', 'task/*')],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    {
      sid: 'HandTaskItsRoles',
      actions: ['iam:PassRole'],
      resources: [task.roles.executionRoleArn, task.roles.taskRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    {
      sid: 'HearOfItsEnd',
      actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      // The one rule by which Step Functions hears of all tasks; AWS gives it its name.
      resources: [ofAccount('events', 'rule/StepFunctionsGetEventsForECSTaskRule')],
    },
    { sid: 'ReportFailure', actions: ['sqs:SendMessage'], resources: [failuresArn] },
    ...(looksFirst
      ? [
          {
            sid: 'FindRunning',
            actions: ['ecs:ListTasks'],
            resources: ['*'], // A list of tasks by family has no resource; the cluster narrows it.
            conditions: onCluster,
          },
        ]
      : []),
  ];
}
