import { organisation, Statement } from '@dotkom/stack';
import { Arn } from './arns';
import { forwardLogsStatement } from './forward-logs-statement';
import { recordStatement } from './record-statement';

/**
 * What the deploy of a platform may do, whichever it is. Wide where AWS gives things random ids and no tags when they are
 * made, and the platform is what makes them: the network, in one region.
 */
export function everyPlatformStatements(arn: Arn, zoneArns: readonly string[]): readonly Statement[] {
  const inRegion = { StringEquals: { 'aws:RequestedRegion': organisation.region } };
  return [
    {
      sid: 'Network',
      actions: networkActions,
      resources: ['*'], // Ids are random, and most of these have no name or tag when they are made.
      conditions: inRegion,
    },
    {
      sid: 'MakeCluster',
      actions: ['ecs:CreateCapacityProvider', 'ecs:CreateCluster'],
      resources: ['*'], // What AWS's refusals name for these.
      conditions: inRegion,
    },
    {
      sid: 'MakeNamespaces',
      actions: ['CreateHttpNamespace', 'TagResource', 'UntagResource'].map(
        (action) => `servicediscovery:${action}`,
      ),
      resources: ['*'], // AWS knows no resource for these.
      conditions: inRegion,
    },
    {
      sid: 'Namespaces',
      actions: ['servicediscovery:DeleteNamespace'],
      resources: [arn('servicediscovery', 'namespace/*')], // Ids are random; only platforms have any.
    },
    {
      sid: 'DatabasePassword', // RDS makes it, in the name of whoever asks; nobody here reads it.
      actions: ['CreateSecret', 'TagResource'].map((action) => `secretsmanager:${action}`),
      resources: [arn('secretsmanager', 'secret:rds!*')],
    },
    forwardLogsStatement,
    ...recordStatement(zoneArns),
  ];
}

/**
 * What makes, changes and removes a platform's network and the templates of its instances. Each by its name: a pattern
 * such as `CreateVpc*` also peers networks, and `CreateNetworkInterface*` lends interfaces to other accounts.
 */
const networkActions = [
  ...['CreateTags', 'DeleteTags', 'RunInstances'],
  ...[
    'CreateVpc',
    'DeleteVpc',
    'ModifyVpcAttribute',
    'CreateSubnet',
    'DeleteSubnet',
    'ModifySubnetAttribute',
  ],
  ...['CreateVpcEndpoint', 'DeleteVpcEndpoints', 'ModifyVpcEndpoint'],
  ...['CreateInternetGateway', 'DeleteInternetGateway', 'AttachInternetGateway', 'DetachInternetGateway'],
  ...['CreateRouteTable', 'DeleteRouteTable', 'AssociateRouteTable', 'DisassociateRouteTable'],
  ...['CreateRoute', 'DeleteRoute', 'ReplaceRoute'],
  ...['CreateSecurityGroup', 'DeleteSecurityGroup', 'ModifySecurityGroupRules'],
  ...['AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress'],
  ...['RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress'],
  ...['CreateNetworkInterface', 'DeleteNetworkInterface', 'DetachNetworkInterface'],
  ...['ModifyNetworkInterfaceAttribute'],
  ...['AllocateAddress', 'DisassociateAddress', 'ReleaseAddress'],
  ...['CreateLaunchTemplate', 'CreateLaunchTemplateVersion', 'DeleteLaunchTemplate', 'ModifyLaunchTemplate'],
].map((action) => `ec2:${action}`);
