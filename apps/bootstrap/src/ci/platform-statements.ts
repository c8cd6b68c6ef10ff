import { organisation, Statement } from '@dotkom/stack';
import { PlatformName, platformStackName } from '@dotkom/platform';
import { noRegion } from './arns';
import { Surroundings } from './application-statements';
import { recordStatement } from './record-statement';
import { ownState } from './state-statements';

/**
 * What the deploy of a platform may change. Wide where AWS gives things random ids and the platform is what makes them
 * (the network, in one region); by the platform's name everywhere else.
 */
export function platformStatements(
  platform: PlatformName,
  { arn, zoneArns, permissionsBoundaryArn }: Surroundings,
): readonly Statement[] {
  const stack = platformStackName(platform);
  const named = `${stack}*`;
  const roles = arn('iam', `role/platform/${named}`, noRegion);
  return [
    ...ownState(stack),
    {
      sid: 'Network',
      actions: networkActions,
      resources: ['*'], // Ids are random, and most of these have no name or tag when they are made.
      conditions: { StringEquals: { 'aws:RequestedRegion': organisation.region } },
    },
    {
      sid: 'Certificates',
      actions: ['acm:AddTagsToCertificate', 'acm:DeleteCertificate', 'acm:RemoveTagsFromCertificate'].concat(
        'acm:RequestCertificate',
      ),
      resources: [arn('acm', 'certificate/*')], // Ids are random.
    },
    {
      sid: 'Namespaces',
      actions: [
        'CreateHttpNamespace',
        'DeleteNamespace',
        'TagResource',
        'UntagResource',
        'UpdateHttpNamespace',
      ].map((action) => `servicediscovery:${action}`),
      resources: ['*'], // Ids are random, and making one knows no resource.
    },
    {
      sid: 'MakeCluster',
      actions: ['ecs:CreateCapacityProvider', 'ecs:CreateCluster'],
      resources: ['*'], // AWS knows no resource for these.
      conditions: { StringEquals: { 'aws:RequestedRegion': organisation.region } },
    },
    {
      sid: 'Named',
      actions: [
        'autoscaling:*',
        'budgets:*',
        'cloudwatch:*',
        'ecs:*',
        'elasticloadbalancing:*',
        'events:*',
      ].concat('lambda:*', 'logs:*', 'rds:*', 'scheduler:*', 'sns:*', 'sqs:*', 'ssm:*Document*', 'ssm:*Tag*'),
      resources: [
        arn('autoscaling', `*GroupName/${named}`),
        arn('budgets', `budget/${named}`, noRegion),
        arn('cloudwatch', `alarm:${named}`),
        arn('cloudwatch', `dashboard/${named}`, noRegion),
        arn('ecs', `cluster/${stack}`),
        arn('ecs', `capacity-provider/${named}`),
        ...['loadbalancer/app', 'listener/app', 'listener-rule/app', 'targetgroup'].map((kind) =>
          arn('elasticloadbalancing', `${kind}/${named}`),
        ),
        arn('events', `rule/${named}`),
        arn('lambda', `function:${named}`),
        arn('lambda', `layer:${named}`),
        ...[`/platform/${named}`, `/platform/${platform}/*`, `/aws/*/${named}`].map((each) =>
          arn('logs', `log-group:${each}`),
        ),
        arn('rds', `*:${named}`),
        arn('rds', 'og:default*'), // A database is in AWS's own option group, and AWS asks for both.
        arn('scheduler', `schedule/*/${named}`),
        arn('sns', named),
        arn('sqs', named),
        arn('ssm', `document/${named}`),
      ],
    },
    {
      sid: 'Facts',
      actions: ['AddTagsToResource', 'DeleteParameter', 'DeleteParameters', 'PutParameter']
        .concat('RemoveTagsFromResource')
        .map((action) => `ssm:${action}`),
      resources: [arn('ssm', `parameter/platform/${platform}/*`)],
    },
    {
      sid: 'DatabasePassword', // RDS makes and rotates it, in the name of whoever asks; nobody here reads it.
      actions: ['CreateSecret', 'RotateSecret', 'TagResource'].map((action) => `secretsmanager:${action}`),
      resources: [arn('secretsmanager', 'secret:rds!*')],
    },
    {
      sid: 'Buckets',
      actions: ['s3:CreateBucket', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucket*']
        .concat('s3:PutEncryptionConfiguration', 's3:PutLifecycleConfiguration', 's3:TagResource')
        .concat('s3:UntagResource'),
      resources: [`arn:aws:s3:::${organisation.github}-${stack}-*`],
    },
    {
      sid: 'BoundedRoles',
      actions: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
      ].concat('iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'),
      resources: [roles],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundaryArn } },
    },
    {
      sid: 'Roles', // AWS knows no condition on the boundary for these.
      actions: ['iam:AddRoleToInstanceProfile', 'iam:CreateInstanceProfile', 'iam:CreatePolicy']
        .concat('iam:CreatePolicyVersion', 'iam:DeleteInstanceProfile', 'iam:DeletePolicy')
        .concat('iam:DeletePolicyVersion', 'iam:DeleteRole', 'iam:RemoveRoleFromInstanceProfile')
        .concat('iam:TagInstanceProfile', 'iam:TagPolicy', 'iam:TagRole', 'iam:UntagInstanceProfile')
        .concat('iam:UntagPolicy', 'iam:UntagRole', 'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole')
        .concat('iam:UpdateRoleDescription'),
      resources: [
        roles,
        arn('iam', `instance-profile/${named}`, noRegion),
        arn('iam', `instance-profile/platform/${named}`, noRegion),
        arn('iam', `policy/platform/${named}`, noRegion),
      ],
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: {
        StringEquals: {
          'iam:PassedToService': ['autoscaling', 'ec2', 'ecs-tasks', 'lambda', 'monitoring.rds', 'scheduler']
            .concat('vpc-flow-logs')
            .map((service) => `${service}.amazonaws.com`),
        },
      },
    },
    ...recordStatement(zoneArns),
  ];
}

const networkActions = [
  ...['AuthorizeSecurityGroup*', 'RevokeSecurityGroup*', 'UpdateSecurityGroup*', 'ModifySecurityGroupRules'],
  ...['CreateTags', 'DeleteTags', 'RunInstances', 'ReplaceRoute*', 'DisassociateRouteTable'],
  ...['AssociateRouteTable', 'AttachInternetGateway', 'DetachInternetGateway', 'DetachNetworkInterface'],
  ...['AllocateAddress', 'AssociateAddress', 'DisassociateAddress', 'ReleaseAddress'],
  ...[
    ...['FlowLogs', 'InternetGateway', 'LaunchTemplate*', 'NetworkInterface*', 'Route', 'RouteTable'],
    ...['SecurityGroup', 'Subnet*', 'Vpc*'],
  ].flatMap((thing) => ['Create', 'Delete', 'Modify'].map((verb) => `${verb}${thing}`)),
].map((action) => `ec2:${action}`);
