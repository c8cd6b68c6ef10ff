import { databaseWishParameter, platformNames } from '@dotkom/platform/contract';
import { organisation, Statement } from '@dotkom/stack';
import { Arn, noRegion } from './arns';
import { recordStatement } from './record-statement';
import { ownState } from './state-statements';

export interface ApplicationEnvironment {
  readonly application: string;
  readonly environment: string;
}

export interface Surroundings {
  readonly arn: Arn;
  /** The hosted zones that bootstrap makes. */
  readonly zoneArns: readonly string[];
  /** The boundary that every role of a stack must have. */
  readonly permissionsBoundaryArn: string;
}

/**
 * What the deploy of one application in one environment may change: what is called as its things are, or has its tags
 * where AWS gives things no name that a policy could be about. What it reads is in `ReadPolicy`.
 */
export function applicationStatements(
  of: ApplicationEnvironment,
  { arn, zoneArns, permissionsBoundaryArn }: Surroundings,
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
        .concat(
          'ecr:DeleteRepositoryPolicy',
          'ecr:PutImageScanningConfiguration',
          'ecr:PutImageTagMutability',
        )
        .concat('ecr:PutLifecyclePolicy', 'ecr:SetRepositoryPolicy', 'ecr:TagResource', 'ecr:UntagResource'),
      resources: [arn('ecr', `repository/${path}`)],
    },
    {
      sid: 'Logs',
      actions: ['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:DeleteMetricFilter']
        .concat('logs:DeleteRetentionPolicy', 'logs:DeleteSubscriptionFilter', 'logs:FilterLogEvents')
        .concat('logs:GetLogEvents', 'logs:PutMetricFilter', 'logs:PutRetentionPolicy')
        .concat('logs:PutSubscriptionFilter', 'logs:TagResource', 'logs:UntagResource'),
      resources: [arn('logs', `log-group:/applications/${path}`)],
    },
    {
      sid: 'ForwardLogs',
      actions: ['logs:PutSubscriptionFilter'],
      resources: [arn('logs', 'destination:*')], // The platform says which one; AWS asks for both ends.
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
      sid: 'TaskDefinitions',
      actions: ['ecs:RegisterTaskDefinition', 'ecs:TagResource', 'ecs:UntagResource'],
      resources: [arn('ecs', `task-definition/${named}`)],
    },
    {
      sid: 'ForgetTaskDefinitions',
      actions: ['ecs:DeregisterTaskDefinition'],
      resources: ['*'], // AWS knows no resource for it. It stops no task.
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
    {
      sid: 'RunTasks', // One-off tasks, before the services that need what they do.
      actions: ['ecs:RunTask'],
      resources: [arn('ecs', `task-definition/${named}`)],
    },
    {
      sid: 'TagTasks',
      actions: ['ecs:TagResource'],
      resources: [arn('ecs', 'task/*')],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    ...taggedStatements(of, arn),
    {
      sid: 'CloudfrontParts', // These have neither names in their ARNs nor tags.
      actions: ['OriginAccessControl', 'CachePolicy', 'ResponseHeadersPolicy'].flatMap((kind) =>
        ['Create', 'Delete', 'Update'].map((verb) => `cloudfront:${verb}${kind}`),
      ),
      resources: ['origin-access-control', 'cache-policy', 'response-headers-policy'].map((kind) =>
        arn('cloudfront', `${kind}/*`, noRegion),
      ),
    },
    {
      sid: 'CloudfrontFunctions',
      actions: ['CreateFunction', 'DeleteFunction', 'PublishFunction', 'UpdateFunction'].map(
        (action) => `cloudfront:${action}`,
      ),
      resources: [arn('cloudfront', `function/${named}`, noRegion)],
    },
    // Which hosts are the application's, only its code says; that no two claim one is checked before any plan.
    ...recordStatement(zoneArns),
    {
      sid: 'Buckets',
      actions: ['s3:CreateBucket', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:DeleteBucketWebsite']
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
      actions: ['DeleteAlarms', 'DeleteDashboards', 'PutDashboard', 'PutMetricAlarm', 'TagResource']
        .concat('UntagResource')
        .map((action) => `cloudwatch:${action}`),
      resources: [
        arn('cloudwatch', `alarm:${named}`),
        arn('cloudwatch', `alarm:TargetTracking-service/*/${named}`), // Those by which AWS scales a service.
        arn('cloudwatch', `dashboard/${named}`, noRegion),
      ],
    },
    {
      sid: 'Schedules',
      actions: ['CreateSchedule', 'CreateScheduleGroup', 'DeleteSchedule', 'DeleteScheduleGroup']
        .concat('TagResource', 'UntagResource', 'UpdateSchedule')
        .map((action) => `scheduler:${action}`),
      resources: [
        arn('scheduler', `schedule/*/${named}`),
        arn('scheduler', `schedule-group/${stack}`),
        arn('scheduler', `schedule-group/${named}`),
      ],
    },
    {
      sid: 'Events',
      actions: ['DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets', 'TagResource', 'UntagResource'].map(
        (action) => `events:${action}`,
      ),
      resources: [arn('events', `rule/${named}`)],
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
    {
      sid: 'MakeDatabase', // The function makes one for whom the wish is, and for nobody without.
      actions: ['lambda:InvokeFunction'],
      resources: [arn('lambda', 'function:platform-*-databases')],
    },
  ];
}

/** Things whose ARNs hold no name of ours: made with the application's tags, and changed if they have them. */
function taggedStatements({ application, environment }: ApplicationEnvironment, arn: Arn): Statement[] {
  const own = (kind: 'RequestTag' | 'ResourceTag') => ({
    [`aws:${kind}/Application`]: application,
    [`aws:${kind}/Environment`]: environment,
  });
  const [groups, listeners, rules] = ['targetgroup/*', 'listener/app/*', 'listener-rule/app/*'].map((each) =>
    arn('elasticloadbalancing', each),
  ) as [string, string, string];
  const things = [
    groups,
    arn('acm', 'certificate/*', '*'), // Ours, and us-east-1 for CloudFront; a policy has no room to name both.
    arn('application-autoscaling', 'scalable-target/*'),
    arn('cloudfront', 'distribution/*', noRegion),
  ];
  const tagging = ['acm:AddTagsToCertificate', 'cloudfront:TagResource'];
  return [
    {
      // AWS tries tagging for a new thing too, which has no tags yet. Without the second condition, a thing of another
      // application could be given our tags first, and be changed then.
      sid: 'MakeTagged',
      actions: ['acm:RequestCertificate', 'application-autoscaling:RegisterScalableTarget']
        .concat('application-autoscaling:TagResource', 'cloudfront:CreateDistribution')
        .concat('elasticloadbalancing:CreateTargetGroup', tagging),
      resources: things,
      conditions: { StringEquals: own('RequestTag'), StringEqualsIfExists: own('ResourceTag') },
    },
    {
      sid: 'MakeTaggedRules',
      actions: ['elasticloadbalancing:CreateRule'],
      resources: [listeners], // The platform's, and tagged as such.
      conditions: { StringEquals: own('RequestTag') },
    },
    {
      sid: 'TagAsMade', // Load balancing itself tells a new thing from one that is there.
      actions: ['elasticloadbalancing:AddTags'],
      resources: [groups, listeners, rules],
      conditions: {
        StringEquals: {
          ...own('RequestTag'),
          'elasticloadbalancing:CreateAction': ['CreateRule', 'CreateTargetGroup'],
        },
      },
    },
    {
      sid: 'ChangeTagged',
      actions: ['acm:DeleteCertificate', 'acm:RemoveTagsFromCertificate', 'application-autoscaling:*']
        .concat('cloudfront:CreateInvalidation', 'cloudfront:DeleteDistribution', 'cloudfront:UntagResource')
        .concat('cloudfront:UpdateDistribution', 'ecs:StopTask', 'elasticloadbalancing:AddTags')
        .concat('elasticloadbalancing:DeleteRule', 'elasticloadbalancing:DeleteTargetGroup')
        .concat('elasticloadbalancing:ModifyRule', 'elasticloadbalancing:ModifyTargetGroup')
        .concat('elasticloadbalancing:ModifyTargetGroupAttributes', 'elasticloadbalancing:RemoveTags')
        .concat('elasticloadbalancing:SetRulePriorities', tagging),
      resources: [...things, rules, arn('ecs', 'task/*')],
      conditions: { StringEquals: own('ResourceTag') },
    },
  ];
}
