import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { InfraStack, organisation, policy, Statement } from '@dotkom/stack';
import { Arn, arnsOf, noRegion } from './arns';
import { ciPath } from './ci-role';

/** The name of the policy that bounds the roles of CI. */
export const ciBoundary = 'dotkom-ci-boundary';

/**
 * The most that any role of CI can do, whatever its own policies say. The boundary of all other roles would not do:
 * it has no `iam`, no networks and no states, and deploying is about these. What no deploy has a use for is not in it
 * (users, keys, identity providers, organisations, assuming roles), and what must never happen is denied. No cost.
 *
 * @example
 * const boundary = new CiBoundary(this, 'ci-boundary');
 */
export class CiBoundary extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.arn = new IamPolicy(this, 'policy', {
      name: ciBoundary,
      description: 'The most that a role of CI can do',
      policy: policy(boundaryStatements(arnsOf(InfraStack.of(this).accountId))),
    }).arn;
  }
}

function boundaryStatements(arn: Arn): readonly Statement[] {
  const everything = ['*']; // A boundary grants nothing; each role's own policy narrows the resources.
  return [
    { sid: 'WhatDeploysDo', actions: services.map((service) => `${service}:*`), resources: everything },
    { sid: 'RolesOfStacks', actions: [...roleActions], resources: everything },
    {
      sid: 'NeverSecrets',
      effect: 'Deny',
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      resources: everything,
    },
    {
      sid: 'NeverSecretParameters',
      effect: 'Deny',
      actions: ['ssm:GetParameter*'],
      resources: [arn('ssm', 'parameter/secrets/*')],
    },
    {
      // Whatever path a secret has: without its key, SSM gives out no SecureString.
      sid: 'NeverDecryptParameters',
      effect: 'Deny',
      actions: ['kms:Decrypt'],
      resources: everything,
      conditions: { StringEquals: { 'kms:ViaService': `ssm.${organisation.region}.amazonaws.com` } },
    },
    {
      sid: 'NeverUnbound',
      effect: 'Deny',
      actions: ['iam:DeleteRolePermissionsBoundary'],
      resources: everything,
    },
    {
      // Boundaries, what roles of CI share, and what people have, who have no boundary: bootstrap makes all of them.
      sid: 'NeverPolicies',
      effect: 'Deny',
      actions: policyWrites,
      resources: everything,
    },
    {
      sid: 'NeverRolesOfCi',
      effect: 'Deny',
      actions: roleWrites,
      resources: [arn('iam', `role${ciPath}*`, noRegion)],
    },
  ];
}

const services = [
  ...['acm', 'application-autoscaling', 'autoscaling', 'budgets', 'cloudfront', 'cloudwatch', 'ec2', 'ecr'],
  ...['ecs', 'elasticloadbalancing', 'events', 'kms', 'lambda', 'logs', 'rds', 'route53', 's3', 'scheduler'],
  ...['secretsmanager', 'servicediscovery', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states'],
];

const policyWrites = ['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion']
  .concat('SetDefaultPolicyVersion', 'TagPolicy', 'UntagPolicy')
  .map((action) => `iam:${action}`);

const roleWrites = ['AttachRolePolicy', 'CreateRole', 'DeleteRole', 'DeleteRolePolicy', 'DetachRolePolicy']
  .concat('PassRole', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'TagRole', 'UntagRole')
  .concat('UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription')
  .map((action) => `iam:${action}`);

const roleActions = ['iam:Get*', 'iam:List*', 'iam:*InstanceProfile*', ...roleWrites];
