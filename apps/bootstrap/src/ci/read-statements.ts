import { organisation, Statement } from '@dotkom/stack';
import { Arn, noRegion } from './arns';

/**
 * What every plan reads: how things are set up, in the services that our stacks use, and never what is in them. Not
 * AWS's ReadOnlyAccess, which reads every object, message and log line of the account.
 */
export function readStatements(arn: Arn): readonly Statement[] {
  return [
    {
      sid: 'ReadSettings',
      actions: settings,
      resources: ['*'], // Most of these have no resource, and Terraform finds things by listing them.
    },
    {
      // The provider asks after the firmware of an image as if it were an instance, and takes no for an answer. No
      // instance is called so, and nobody has to wonder what was refused.
      sid: 'AskAfterFirmwareOfImages',
      actions: ['ec2:GetInstanceUefiData'],
      resources: [arn('ec2', 'instance/ami-*')],
    },
    {
      sid: 'ReadRoles',
      actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies']
        .concat('iam:ListInstanceProfilesForRole', 'iam:GetPolicy', 'iam:GetPolicyVersion')
        .concat('iam:GetInstanceProfile', 'iam:GetOpenIDConnectProvider'),
      resources: ['role', 'policy', 'instance-profile', 'oidc-provider'].map((each) =>
        arn('iam', `${each}/*`, noRegion),
      ),
    },
    {
      sid: 'ReadPublicParameters',
      actions: ['ssm:GetParameter', 'ssm:GetParametersByPath'],
      resources: [
        arn('ssm', 'parameter/databases/*/*/*'), // What applications wish for; it holds no secret.
        arn('ssm', 'parameter/platform/*'),
        arn('ssm', 'parameter/releases/*'),
        `arn:aws:ssm:${organisation.region}::parameter/aws/service/*`,
      ],
    },
  ];
}

const settings = [
  ...['acm:DescribeCertificate', 'acm:List*', 'application-autoscaling:Describe*'],
  ...['application-autoscaling:ListTagsForResource', 'autoscaling:Describe*'],
  ...['budgets:ViewBudget', 'budgets:ListTagsForResource', 'cloudfront:Describe*', 'cloudfront:Get*'],
  ...['cloudfront:List*', 'cloudwatch:Describe*', 'cloudwatch:ListTagsForResource'],
  ...['ec2:Describe*', 'ec2:GetEbsEncryptionByDefault', 'ec2:GetSnapshotBlockPublicAccessState'],
  ...['ecr:Describe*', 'ecr:GetLifecyclePolicy', 'ecr:ListTagsForResource', 'ecs:Describe*', 'ecs:List*'],
  ...['elasticloadbalancing:Describe*', 'events:DescribeRule', 'events:ListTagsForResource'],
  ...['events:ListTargetsByRule', 'iam:ListRoles'],
  ...['kms:DescribeKey', 'lambda:GetFunction', 'lambda:GetFunctionCodeSigningConfig', 'lambda:GetPolicy'],
  'lambda:List*',
  ...['logs:Describe*', 'logs:ListTagsForResource', 'rds:Describe*', 'rds:ListTagsForResource'],
  ...['route53:Get*', 'route53:List*', 's3:GetAccelerateConfiguration', 's3:GetAccountPublicAccessBlock'],
  ...['s3:GetBucket*', 's3:GetEncryptionConfiguration', 's3:GetLifecycleConfiguration'],
  ...['s3:GetReplicationConfiguration', 's3:ListTagsForResource'],
  's3:ListBucket', // How the provider asks whether a bucket is there; it gives the names of objects, not the objects.
  ...['scheduler:GetSchedule', 'servicediscovery:Get*'],
  ...['servicediscovery:List*', 'sns:Get*', 'sns:List*', 'sqs:GetQueueAttributes'],
  ...['sqs:List*', 'ssm:DescribeDocument*', 'ssm:DescribeParameters', 'ssm:GetDocument'],
  ...['ssm:GetServiceSetting', 'ssm:ListTagsForResource'],
  // By name: `Describe*` and `List*` would also give what goes into and comes out of runs.
  ...['states:DescribeStateMachine', 'states:ListStateMachineVersions', 'states:ListTagsForResource'],
  'states:ValidateStateMachineDefinition',
];
