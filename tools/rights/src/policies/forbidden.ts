import { arn, Context } from '../questions/question';

const region = 'eu-north-1';
const iam = (resource: string) => arn('iam', '', resource);
const state = 'arn:aws:s3:::dotkom-infra-state';

/** Another application's things, tagged as its own; whoever asks puts its own tags on them. */
const foreign: Context = {
  ...tags('ResourceTag', 'onlineweb', 'prod'),
  ...tags('RequestTag', 'grades', 'staging'),
  'aws:RequestedRegion': region,
  'ecs:cluster': arn('ecs', region, 'cluster/platform-prod'),
};

function tags(kind: string, application: string, environment: string): Context {
  return { [`aws:${kind}/Application`]: application, [`aws:${kind}/Environment`]: environment };
}

const boundary = { 'iam:PermissionsBoundary': iam('policy/dotkom-permissions-boundary') };

/** What nobody may do, the actions and resources by which it could be done, and what such a request would say. */
export type Forbidden = readonly [
  what: string,
  actions: readonly string[],
  resources: readonly string[],
  context?: Context,
];

/** Asked of every role of CI, and of every role that an application makes. */
export const forbidden: readonly Forbidden[] = [
  [
    'reads a secret',
    ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    [arn('ssm', region, 'parameter/secrets/onlineweb/prod/TOKEN')],
  ],
  [
    'reads a password',
    ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
    [arn('secretsmanager', region, 'secret:rds!db-1-AbCdEf')],
  ],
  [
    'decrypts a parameter',
    ['kms:Decrypt'],
    [arn('kms', region, 'key/1')],
    { 'kms:ViaService': `ssm.${region}.amazonaws.com` },
  ],
  [
    'writes a secret',
    ['ssm:PutParameter', 'ssm:DeleteParameter'],
    [arn('ssm', region, 'parameter/secrets/onlineweb/prod/TOKEN')],
  ],
  [
    'writes the state of another',
    ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    [`${state}/stacks/onlineweb-prod.tfstate`, `${state}/stacks/bootstrap.tfstate`],
  ],
  [
    'changes the bucket of states',
    [
      's3:DeleteBucket',
      's3:PutBucketPolicy',
      's3:PutBucketVersioning',
      's3:PutLifecycleConfiguration',
      's3:PutBucketPublicAccessBlock',
    ],
    [state],
  ],
  [
    'makes a role without a boundary',
    ['iam:CreateRole'],
    [iam('role/applications/grades/grades-staging-web'), iam('role/platform/platform-prod-nodes')],
  ],
  [
    'makes a role with another boundary',
    ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'],
    [iam('role/applications/grades/grades-staging-web'), iam('role/platform/platform-prod-nodes')],
    { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
  ],
  [
    'takes a boundary off',
    ['iam:DeleteRolePermissionsBoundary'],
    [iam('role/applications/grades/grades-staging-web'), iam('role/ci/ci-plan')],
    boundary,
  ],
  [
    'changes a boundary',
    ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:SetDefaultPolicyVersion', 'iam:DeletePolicyVersion'],
    ['dotkom-permissions-boundary', 'dotkom-ci-boundary', 'dotkom-ci-read'].map((each) =>
      iam(`policy/${each}`),
    ),
  ],
  [
    'changes a policy that people have',
    ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
    ['platform-prod-session', 'platform-prod-tunnel'].map((each) => iam(`policy/people/${each}`)),
  ],
  [
    'changes a role of CI',
    [
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRole',
      'iam:PassRole',
    ],
    [iam('role/ci/ci-plan'), iam('role/ci/ci-apply-grades-staging')],
    boundary,
  ],
  [
    'changes a role of another application',
    [
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRole',
      'iam:PassRole',
      'iam:DeleteRolePolicy',
    ],
    [iam('role/applications/onlineweb/onlineweb-prod-web')],
    { ...boundary, 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  ],
  [
    'makes people, keys or providers',
    [
      'iam:CreateUser',
      'iam:CreateAccessKey',
      'iam:AttachUserPolicy',
      'iam:PutUserPolicy',
      'iam:AddUserToGroup',
      'iam:CreateOpenIDConnectProvider',
      'iam:CreateSAMLProvider',
    ],
    [iam('user/anybody'), iam('oidc-provider/x')],
  ],
  ['becomes another', ['sts:AssumeRole'], [iam('role/ci/ci-apply-platform-prod'), iam('role/admin')]],
  [
    'changes the rule of another application',
    [
      'elasticloadbalancing:DeleteRule',
      'elasticloadbalancing:ModifyRule',
      'elasticloadbalancing:SetRulePriorities',
      'elasticloadbalancing:AddTags',
    ],
    [arn('elasticloadbalancing', region, 'listener-rule/app/platform-prod/1/2/3')],
    foreign,
  ],
  [
    'changes the targets of another application',
    [
      'elasticloadbalancing:DeleteTargetGroup',
      'elasticloadbalancing:ModifyTargetGroup',
      'elasticloadbalancing:RegisterTargets',
    ],
    [arn('elasticloadbalancing', region, 'targetgroup/onlineweb-prod-web/1')],
    foreign,
  ],
  [
    'deletes the certificate of another',
    ['acm:DeleteCertificate', 'acm:AddTagsToCertificate', 'acm:RemoveTagsFromCertificate'],
    [arn('acm', region, 'certificate/1'), arn('acm', 'us-east-1', 'certificate/1')],
    foreign,
  ],
  [
    'changes the site of another',
    ['cloudfront:UpdateDistribution', 'cloudfront:DeleteDistribution', 'cloudfront:TagResource'],
    [arn('cloudfront', '', 'distribution/E1')],
    foreign,
  ],
  [
    'releases or runs what is of another',
    ['ecs:UpdateService', 'ecs:DeleteService', 'ecs:RunTask', 'ecs:StopTask', 'ecs:ExecuteCommand'],
    [
      'service/platform-prod/onlineweb-prod-web',
      'task-definition/onlineweb-prod-web:1',
      'task/platform-prod/1',
    ].map((each) => arn('ecs', region, each)),
    foreign,
  ],
  [
    'records a release of another',
    ['ssm:PutParameter'],
    [arn('ssm', region, 'parameter/releases/onlineweb/prod/web')],
  ],
  [
    'takes the images, files, queues or logs of another',
    [
      'ecr:DeleteRepository',
      'ecr:BatchDeleteImage',
      'ecr:PutImage',
      's3:DeleteObject',
      's3:GetObject',
      'sqs:DeleteQueue',
      'sqs:ReceiveMessage',
      'logs:DeleteLogGroup',
    ],
    [
      arn('ecr', region, 'repository/onlineweb/prod/web'),
      'arn:aws:s3:::dotkom-onlineweb-prod-files/x',
      arn('sqs', region, 'onlineweb-prod-mail'),
      arn('logs', region, 'log-group:/applications/onlineweb/prod/web'),
    ],
  ],
  [
    'shares a backup',
    [
      'rds:ModifyDBSnapshotAttribute',
      'rds:StartExportTask',
      'ec2:ModifySnapshotAttribute',
      'ec2:ModifyImageAttribute',
    ],
    [
      arn('rds', region, 'snapshot:platform-prod-last'),
      arn('rds', region, 'snapshot:rds:platform-prod-2026-01-01'),
      `arn:aws:ec2:${region}::snapshot/snap-1`,
      `arn:aws:ec2:${region}::image/ami-1`,
    ],
  ],
  [
    'deletes a backup',
    ['rds:DeleteDBSnapshot', 'rds:DeleteDBInstanceAutomatedBackup'],
    [arn('rds', region, 'snapshot:rds:platform-prod-2026-01-01')],
  ],
  [
    'writes records that take a zone',
    ['route53:ChangeResourceRecordSets'],
    ['arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ'],
    { 'route53:ChangeResourceRecordSetsRecordTypes': ['NS'] },
  ],
  ['deletes a zone', ['route53:DeleteHostedZone'], ['arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ']],
  [
    'leaves the region',
    ['ec2:RunInstances', 'ec2:CreateVpc', 'servicediscovery:DeleteNamespace', 'ecs:CreateCluster'],
    ['ec2', 'servicediscovery', 'ecs'].map((service) => arn(service, 'us-east-1', 'namespace/x')),
    { 'aws:RequestedRegion': 'us-east-1' },
  ],
  [
    'changes the account',
    ['organizations:LeaveOrganization', 'account:CloseAccount', 'iam:UpdateAccountPasswordPolicy'],
    ['*'],
  ],
];
