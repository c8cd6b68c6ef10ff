import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { databaseSecretParameter, databaseSecrets } from '@dotkom/platform/contract';
import { organisation, policy } from '@dotkom/stack';

/**
 * The most that any role of any stack can do, whatever its own policies say: what nodes and tasks have a use for, and
 * never identities, states or the account itself.
 */
export class PermissionsBoundaryPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stateBucketArn = `arn:aws:s3:::${organisation.stateBucket}`;
    this.arn = new IamPolicy(this, 'policy', {
      name: organisation.permissionsBoundary,
      description: 'The most that any role of a stack can do',
      policy: policy([
        {
          sid: 'WhatNodesAndTasksDo',
          actions: [
            'autoscaling:SetInstanceHealth',
            'cloudfront:CreateInvalidation',
            'cloudwatch:PutMetricData',
            'ec2:AssignPrivateIpAddresses',
            'ec2:AssociateAddress',
            'ec2:AttachNetworkInterface',
            'ec2:CreateNetworkInterface',
            'ec2:DeleteNetworkInterface',
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSubnets',
            'ec2:DisassociateAddress',
            'ec2:ModifyNetworkInterfaceAttribute',
            'ec2:UnassignPrivateIpAddresses',
            'ecr:*',
            'ecs:*',
            'kms:Decrypt',
            'kms:GenerateDataKey',
            'logs:*',
            's3:*',
            'secretsmanager:GetSecretValue',
            'ses:Send*',
            'sns:Publish',
            'sqs:*',
            'ssm:GetParameter*',
            'ssm:UpdateInstanceInformation',
            'ssmmessages:*',
            'states:StartExecution',
          ],
          resources: ['*'], // A boundary grants nothing; each role's own policy narrows the resources.
        },
        {
          sid: 'TellApplicationsOfTheirDatabases',
          actions: ['ssm:PutParameter'],
          resources: databaseSecrets.map(
            (secret) =>
              `arn:aws:ssm:*:*:parameter${databaseSecretParameter({ application: '*', environment: '*' }, secret)}`,
          ),
        },
        {
          // SSM encrypts a standard SecureString by this, as who writes it. The policy of SSM's own key allows it to
          // the whole account; a boundary holds for what a key's policy allows, too.
          // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
          sid: 'EncryptTheseAddresses',
          actions: ['kms:Encrypt'],
          resources: ['arn:aws:kms:*:*:key/*'],
          conditions: { StringLike: { 'kms:ViaService': 'ssm.*.amazonaws.com' } },
        },
        {
          sid: 'WhatRunsJobsDoes',
          actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
          resources: ['arn:aws:events:*:*:rule/StepFunctionsGetEventsForECSTaskRule'],
        },
        {
          sid: 'HandTasksTheirRoles',
          actions: ['iam:PassRole'],
          resources: ['arn:aws:iam::*:role/applications/*'],
          conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        },
        {
          sid: 'NeverStates',
          effect: 'Deny',
          actions: ['s3:*'],
          resources: [stateBucketArn, `${stateBucketArn}/*`],
        },
        {
          // RDS keeps the password of a server's master there. Applications make roles too, but none with this path.
          sid: 'NeverMastersButForThePlatform',
          effect: 'Deny',
          actions: ['secretsmanager:GetSecretValue'],
          resources: ['arn:aws:secretsmanager:*:*:secret:rds!*'],
          conditions: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } },
        },
      ]),
    }).arn;
  }
}
