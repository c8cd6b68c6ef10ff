import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { InfraStack, organisation, policy, Statement } from '@dotkom/stack';
import { Arn, arnsOf, noRegion } from './arns';

/**
 * What every plan reads: how things are set up, in the services that our stacks use, and never what is in them. Not
 * AWS's ReadOnlyAccess, which reads every object, message and log line of the account. No cost.
 *
 * @example
 * const read = new ReadPolicy(this, 'read');
 */
export class ReadPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.arn = new IamPolicy(this, 'policy', {
      name: 'dotkom-ci-read',
      description: 'What every plan reads: how things are set up, and never what is in them',
      policy: policy(readStatements(arnsOf(InfraStack.of(this).accountId))),
    }).arn;
  }
}

function readStatements(arn: Arn): readonly Statement[] {
  return [
    {
      sid: 'ReadSettings',
      actions: settings,
      resources: ['*'], // Most of these have no resource, and Terraform finds things by listing them.
    },
    {
      sid: 'ReadRoles',
      actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies']
        .concat(
          'iam:ListInstanceProfilesForRole',
          'iam:ListRoleTags',
          'iam:GetPolicy',
          'iam:GetPolicyVersion',
        )
        .concat('iam:ListPolicyVersions', 'iam:ListPolicyTags', 'iam:GetInstanceProfile')
        .concat('iam:ListInstanceProfileTags', 'iam:GetOpenIDConnectProvider')
        .concat('iam:GetServiceLinkedRoleDeletionStatus'),
      resources: ['role', 'policy', 'instance-profile', 'oidc-provider'].map((each) =>
        arn('iam', `${each}/*`, noRegion),
      ),
    },
    {
      sid: 'ReadPublicParameters',
      actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
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
  ...['cloudfront:List*', 'cloudwatch:Describe*', 'cloudwatch:GetDashboard', 'cloudwatch:List*'],
  ...['ec2:Describe*', 'ec2:GetManagedPrefixListEntries', 'ecr:Describe*', 'ecr:GetLifecyclePolicy'],
  ...['ecr:GetRepositoryPolicy', 'ecr:ListTagsForResource', 'ecs:Describe*', 'ecs:List*'],
  ...['elasticloadbalancing:Describe*', 'events:Describe*', 'events:List*', 'iam:ListPolicies'],
  ...['iam:ListRoles', 'iam:ListOpenIDConnectProviders', 'kms:DescribeKey', 'kms:ListAliases'],
  ...['lambda:GetFunction', 'lambda:GetFunctionCodeSigningConfig', 'lambda:GetFunctionConcurrency'],
  ...['lambda:GetFunctionConfiguration', 'lambda:GetFunctionUrlConfig', 'lambda:GetPolicy', 'lambda:List*'],
  ...['logs:Describe*', 'logs:ListTagsForResource', 'logs:ListTagsLogGroup', 'rds:Describe*'],
  ...['rds:ListTagsForResource', 'route53:Get*', 'route53:List*', 's3:GetAccelerateConfiguration'],
  ...['s3:GetBucket*', 's3:GetEncryptionConfiguration', 's3:GetLifecycleConfiguration'],
  ...['s3:GetReplicationConfiguration', 's3:ListAllMyBuckets', 's3:ListTagsForResource'],
  's3:ListBucket', // How the provider asks whether a bucket is there; it gives the names of objects, not the objects.
  ...['scheduler:Get*'],
  ...['scheduler:List*', 'secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
  ...[
    'secretsmanager:ListSecrets',
    'servicediscovery:Get*',
    'servicediscovery:List*',
    'ses:Get*',
    'ses:List*',
  ],
  ...['sns:Get*', 'sns:List*', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:List*'],
  ...['states:Describe*', 'states:List*', 'states:ValidateStateMachineDefinition'],
  ...['ssm:DescribeDocument*', 'ssm:DescribeParameters', 'ssm:GetDocument', 'ssm:ListTagsForResource'],
];
