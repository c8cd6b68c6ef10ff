import { organisation, Statement } from '@dotkom/stack';
import { PlatformName, platformStackName } from '@dotkom/platform';
import { Arn, noRegion } from './arns';

/**
 * What the deploy of a platform may do with things that are called as the platform is. Each action by its name: of a
 * database server's backups, `rds:*` would also share, copy and export them. AWS takes no `*` for the kind of a thing, so
 * each kind is written out.
 */
export function namedPlatformStatements(platform: PlatformName, arn: Arn): readonly Statement[] {
  const stack = platformStackName(platform);
  const named = `${stack}*`;
  const statement = (
    sid: string,
    service: string,
    actions: readonly string[],
    resources: readonly string[],
  ): Statement => ({ sid, actions: actions.map((action) => `${service}:${action}`), resources });
  const tagging = ['TagResource', 'UntagResource'];
  return [
    statement(
      'NodePools',
      'autoscaling',
      [
        'CancelInstanceRefresh',
        'CreateAutoScalingGroup',
        'CreateOrUpdateTags',
        'DeleteAutoScalingGroup',
      ].concat('DeleteTags', 'EnableMetricsCollection', 'StartInstanceRefresh', 'UpdateAutoScalingGroup'),
      [arn('autoscaling', `autoScalingGroup:*:autoScalingGroupName/${named}`)],
    ),
    statement(
      'Budget',
      'budgets',
      ['ModifyBudget', ...tagging],
      [arn('budgets', `budget/${named}`, noRegion)],
    ),
    statement(
      'Alarms',
      'cloudwatch',
      ['DeleteAlarms', 'PutMetricAlarm', ...tagging],
      [arn('cloudwatch', `alarm:${named}`)],
    ),
    statement(
      'Cluster',
      'ecs',
      [
        'DeleteCapacityProvider',
        'DeleteCluster',
        'PutClusterCapacityProviders',
        'UpdateCapacityProvider',
      ].concat('UpdateCluster', tagging),
      [arn('ecs', `cluster/${stack}`), arn('ecs', `capacity-provider/${named}`)],
    ),
    statement(
      'Gateway', // No rules: those are of applications, on the platform's listener.
      'elasticloadbalancing',
      ['AddListenerCertificates', 'AddTags', 'CreateListener', 'CreateLoadBalancer', 'DeleteListener']
        .concat('DeleteLoadBalancer', 'ModifyListener', 'ModifyLoadBalancerAttributes')
        .concat('RemoveListenerCertificates', 'RemoveTags', 'SetSecurityGroups', 'SetSubnets'),
      ['loadbalancer/app', 'listener/app'].map((kind) => arn('elasticloadbalancing', `${kind}/${named}`)),
    ),
    statement(
      'Notices',
      'events',
      ['DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets', ...tagging],
      [arn('events', `rule/${named}`)],
    ),
    statement(
      'Function',
      'lambda',
      ['AddPermission', 'CreateFunction', 'DeleteFunction', 'RemovePermission', 'UpdateFunctionCode']
        .concat('UpdateFunctionConfiguration')
        .concat(tagging),
      [arn('lambda', `function:${named}`)],
    ),
    statement(
      'Logs',
      'logs',
      ['CreateLogGroup', 'DeleteLogGroup', 'DeleteSubscriptionFilter', 'PutRetentionPolicy']
        .concat('PutSubscriptionFilter')
        .concat(tagging),
      [`/platform/${named}`, `/aws/*/${named}`].map((each) => arn('logs', `log-group:${each}`)),
    ),
    statement(
      'Database',
      'rds',
      ['AddTagsToResource', 'CreateDBInstance', 'CreateDBParameterGroup', 'CreateDBSnapshot']
        .concat('CreateDBSubnetGroup', 'DeleteDBInstance', 'DeleteDBParameterGroup', 'DeleteDBSubnetGroup')
        .concat('ModifyDBInstance', 'ModifyDBParameterGroup', 'ModifyDBSubnetGroup')
        .concat('RemoveTagsFromResource', 'ResetDBParameterGroup'),
      [
        ...['db', 'pg', 'snapshot', 'subgrp'].map((kind) => arn('rds', `${kind}:${named}`)),
        arn('rds', 'og:default*'), // A database is in AWS's own option group, and AWS asks for both.
      ],
    ),
    statement(
      'AlarmTopic',
      'sns',
      ['CreateTopic', 'DeleteTopic', 'SetTopicAttributes', ...tagging],
      [arn('sns', named)],
    ),
    statement(
      'SessionDocuments', // Not ModifyDocumentPermission, which shares them.
      'ssm',
      ['AddTagsToResource', 'CreateDocument', 'DeleteDocument', 'RemoveTagsFromResource'].concat(
        'UpdateDocument',
        'UpdateDocumentDefaultVersion',
      ),
      [arn('ssm', `document/${named}`)],
    ),
    statement(
      'Facts',
      'ssm',
      ['AddTagsToResource', 'DeleteParameter', 'PutParameter', 'RemoveTagsFromResource'],
      [arn('ssm', `parameter/platform/${platform}/*`)],
    ),
    statement(
      'Buckets',
      's3',
      ['CreateBucket', 'DeleteBucket', 'DeleteBucketPolicy', 'PutBucket*']
        .concat('PutEncryptionConfiguration', 'PutLifecycleConfiguration')
        .concat(tagging),
      [`arn:aws:s3:::${organisation.github}-${stack}-*`],
    ),
  ];
}
