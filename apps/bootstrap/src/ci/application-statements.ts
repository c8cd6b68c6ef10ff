import { databaseWishParameter, platformNames } from '@dotkom/platform/contract';
import { organisation, Statement } from '@dotkom/stack';
import { Arn, noRegion } from './arns';
import { Owned } from './own-tags';
import { ownState } from './state-statements';
import { taggedStatements } from './tagged-statements';

export interface Surroundings {
  readonly arn: Arn;
  /** The hosted zones that bootstrap makes. */
  readonly zoneArns: readonly string[];
  /** The boundary that every role of a stack must have. */
  readonly permissionsBoundaryArn: string;
}

/**
 * What the deploy of one application in one environment may change: what is called as its things are, or has its tags
 * where AWS gives things no name that a policy could be about. What is the same for every application is in
 * `everyApplicationStatements`, what it reads in `readStatements`.
 */
export function applicationStatements(
  of: Owned,
  { arn, permissionsBoundaryArn }: Omit<Surroundings, 'zoneArns'>,
): readonly Statement[] {
  const { application, environment } = of;
  const stack = `${application}-${environment}`;
  const named = `${stack}-*`;
  const path = `${application}/${environment}/*`;
  const roles = arn('iam', `role/applications/${application}/${named}`, noRegion);
  return [
    ...ownState(stack),
    {
      sid: 'Images',
      actions: ['ecr:CreateRepository', 'ecr:DeleteLifecyclePolicy', 'ecr:DeleteRepository']
        .concat('ecr:PutImageScanningConfiguration', 'ecr:PutImageTagMutability', 'ecr:PutLifecyclePolicy')
        .concat('ecr:TagResource', 'ecr:UntagResource'),
      resources: [arn('ecr', `repository/${path}`)],
    },
    {
      sid: 'Logs',
      actions: ['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:DeleteSubscriptionFilter']
        .concat('logs:GetLogEvents', 'logs:PutRetentionPolicy', 'logs:PutSubscriptionFilter')
        .concat('logs:TagResource', 'logs:UntagResource'),
      resources: [arn('logs', `log-group:/applications/${path}`)],
    },
    {
      sid: 'BoundedRoles',
      actions: [
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
      resources: [roles],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundaryArn } },
    },
    {
      sid: 'Roles', // AWS knows no condition on the boundary for these.
      actions: ['iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateAssumeRolePolicy'].concat(
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ),
      resources: [roles],
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: {
        StringEquals: {
          'iam:PassedToService': ['ecs-tasks', 'scheduler', 'states'].map(
            (service) => `${service}.amazonaws.com`,
          ),
        },
      },
    },
    {
      // Registering one is in `MakeTagged`. It comes with tags, and so needs this too: no other family can be added to.
      // One-off tasks are run by the deploy, before the services that need what they do.
      sid: 'TaskDefinitions',
      actions: ['ecs:RunTask', 'ecs:TagResource', 'ecs:UntagResource'],
      resources: [arn('ecs', `task-definition/${named}`)],
    },
    {
      sid: 'Services',
      actions: [
        'ecs:CreateService',
        'ecs:DeleteService',
        'ecs:StopServiceDeployment',
        'ecs:TagResource',
      ].concat('ecs:UntagResource', 'ecs:UpdateService'),
      resources: ['service', 'service-deployment'].map((kind) => arn('ecs', `${kind}/*/${named}`)),
    },
    ...taggedStatements(of, arn),
    {
      sid: 'CloudfrontFunctions',
      actions: ['DeleteFunction', 'PublishFunction', 'UpdateFunction'].map(
        (action) => `cloudfront:${action}`,
      ),
      resources: [arn('cloudfront', `function/${named}`, noRegion)],
    },
    {
      sid: 'Buckets',
      actions: ['s3:CreateBucket', 's3:DeleteBucket', 's3:DeleteBucketPolicy']
        .concat('s3:PutBucket*', 's3:PutEncryptionConfiguration', 's3:PutLifecycleConfiguration')
        .concat('s3:TagResource', 's3:UntagResource'),
      resources: [`arn:aws:s3:::${organisation.github}-${named}`],
    },
    {
      sid: 'Queues',
      actions: ['CreateQueue', 'DeleteQueue', 'SetQueueAttributes', 'TagQueue', 'UntagQueue'].map(
        (action) => `sqs:${action}`,
      ),
      resources: [arn('sqs', named)],
    },
    {
      sid: 'Alarms',
      actions: ['DeleteAlarms', 'PutMetricAlarm', 'TagResource', 'UntagResource'].map(
        (action) => `cloudwatch:${action}`,
      ),
      resources: [
        arn('cloudwatch', `alarm:${named}`),
        arn('cloudwatch', `alarm:TargetTracking-service/*/${named}`), // Those by which AWS scales a service.
      ],
    },
    {
      sid: 'Schedules',
      actions: ['CreateSchedule', 'DeleteSchedule', 'UpdateSchedule'].map((action) => `scheduler:${action}`),
      resources: [arn('scheduler', `schedule/*/${named}`)],
    },
    {
      sid: 'StateMachines',
      actions: [
        'CreateStateMachine',
        'DeleteStateMachine',
        'TagResource',
        'UntagResource',
        'UpdateStateMachine',
      ].map((action) => `states:${action}`),
      resources: [arn('states', `stateMachine:${named}`)],
    },
    {
      sid: 'Parameters', // Its wish for a database, and a release that failed and is taken back.
      actions: ['AddTagsToResource', 'DeleteParameter', 'PutParameter', 'RemoveTagsFromResource'].map(
        (action) => `ssm:${action}`,
      ),
      resources: [
        ...platformNames.map((each) => arn('ssm', `parameter${databaseWishParameter(each, of)}`)),
        arn('ssm', `parameter/releases/${of.application}/${of.environment}/*`),
      ],
    },
  ];
}
