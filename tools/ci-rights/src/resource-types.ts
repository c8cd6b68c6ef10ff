import { anything, arn, inRegion, of, passing, Request, tagged, Thing } from './requests';

/** What Terraform asks of AWS for one type of resource: in a plan, and in a deploy that makes, changes or removes it. */
export interface ResourceType {
  readonly reads?: (thing: Thing) => readonly Request[];
  readonly writes?: (thing: Thing) => readonly Request[];
}

const reading = (...actions: string[]): Pick<ResourceType, 'reads'> => ({
  reads: () => (actions.length > 0 ? [{ actions, resource: anything }] : []),
});

/** A type whose writes are about one ARN. */
const type = (
  reads: readonly string[],
  writes: readonly string[],
  resource: (thing: Thing) => string,
  context: (thing: Thing) => Request['context'] = () => inRegion,
  more: (thing: Thing) => readonly Request[] = () => [],
): ResourceType => ({
  ...reading(...reads),
  writes: (thing) => [
    { actions: writes, resource: resource(thing), context: context(thing) },
    ...more(thing),
  ],
});

/** A type of IAM, which is read by its ARN, too. */
const identity = (
  reads: readonly string[],
  writes: readonly string[],
  resource: (thing: Thing) => string,
  more: (thing: Thing) => readonly Request[] = () => [],
): ResourceType => ({
  reads: (thing) => [{ actions: reads, resource: resource(thing) }],
  writes: (thing) => [{ actions: writes, resource: resource(thing) }, ...more(thing)],
});

/** A type of EC2, whose ids are random. */
const network = (...writes: string[]): ResourceType =>
  type(of('ec2', 'DescribeVpcs'), of('ec2', ...writes, 'CreateTags', 'DeleteTags'), () =>
    arn('ec2', 'thing/x-0123'),
  );

const named =
  (service: string, kind: string, attribute = 'name') =>
  (thing: Thing) =>
    arn(service, `${kind}${thing.text(attribute)}`);

const bucket = (reads: readonly string[], writes: readonly string[]): ResourceType => ({
  reads: (thing) => [{ actions: of('s3', ...reads), resource: `arn:aws:s3:::${thing.text('bucket')}` }],
  writes: (thing) => [{ actions: of('s3', ...writes), resource: `arn:aws:s3:::${thing.text('bucket')}` }],
});

const queue = type(
  of('sqs', 'GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags'),
  of('sqs', 'CreateQueue', 'DeleteQueue', 'SetQueueAttributes', 'TagQueue', 'UntagQueue'),
  named('sqs', ''),
);
const queueSettings = type(
  of('sqs', 'GetQueueAttributes'),
  of('sqs', 'SetQueueAttributes'),
  named('sqs', '', 'queue_url'),
);

const roleArn = (thing: Thing) => {
  const path = thing.text('path');
  return arn('iam', `role${path}${thing.text('name')}`, '');
};
const bounded = ({ boundaryArn }: Thing) => ({ 'iam:PermissionsBoundary': boundaryArn });

const scalableTarget = () => arn('application-autoscaling', 'scalable-target/0ec5');
const scaling = type(
  of('application-autoscaling', 'DescribeScalingPolicies', 'DescribeScheduledActions').concat(
    'cloudwatch:DescribeAlarms',
  ),
  of('application-autoscaling', 'PutScalingPolicy', 'DeleteScalingPolicy').concat(
    of('application-autoscaling', 'PutScheduledAction', 'DeleteScheduledAction'),
  ),
  scalableTarget,
  tagged,
  // A policy that aims at something has alarms of its own, which are named after the service.
  (thing) => [
    {
      actions: of('cloudwatch', 'PutMetricAlarm', 'DeleteAlarms'),
      resource: arn(
        'cloudwatch',
        `alarm:TargetTracking-service/platform-prod/${thing.tags.Application}-${thing.tags.Environment}-web-AlarmHigh-1`,
      ),
    },
  ],
);

const cloudFrontPart = (kind: string, path: string) =>
  type(
    of('cloudfront', `Get${kind}`),
    of('cloudfront', `Create${kind}`, `Update${kind}`, `Delete${kind}`),
    () => arn('cloudfront', `${path}/E1`, ''),
  );

/** The parts of the one cluster that tasks of an application run on. */
const cluster = 'platform-prod';

const loadBalancing = of('elasticloadbalancing', 'DescribeLoadBalancers', 'DescribeTags').concat(
  of('elasticloadbalancing', 'DescribeListeners', 'DescribeRules', 'DescribeTargetGroups'),
  of('elasticloadbalancing', 'DescribeTargetGroupAttributes', 'DescribeLoadBalancerAttributes'),
  of('elasticloadbalancing', 'DescribeListenerAttributes', 'DescribeListenerCertificates'),
);

const listenerOfPlatform = (kind: string) => () =>
  arn('elasticloadbalancing', `${kind}/app/${cluster}/50dc6c495c0c9188/f2f7dc8efc522ab2`);

/**
 * What each type of resource needs, after the API calls that the provider makes for it. What removes the contents of
 * buckets and repositories is not here: a person does that, knowing what is in them.
 *
 * Sources: the provider's code, and the Service Authorization Reference for what is about which resource.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  aws_acm_certificate: type(
    of('acm', 'DescribeCertificate', 'ListTagsForCertificate'),
    of('acm', 'RequestCertificate', 'AddTagsToCertificate', 'RemoveTagsFromCertificate', 'DeleteCertificate'),
    (thing) =>
      arn('acm', 'certificate/1234', thing.text('provider') === 'undefined' ? 'eu-north-1' : 'us-east-1'),
    tagged,
  ),
  aws_acm_certificate_validation: reading('acm:DescribeCertificate'),
  aws_appautoscaling_policy: scaling,
  aws_appautoscaling_scheduled_action: scaling,
  aws_appautoscaling_target: type(
    of('application-autoscaling', 'DescribeScalableTargets', 'ListTagsForResource').concat(
      'ecs:DescribeServices',
    ),
    of('application-autoscaling', 'RegisterScalableTarget', 'DeregisterScalableTarget').concat(
      of('application-autoscaling', 'TagResource', 'UntagResource'),
    ),
    scalableTarget,
    tagged,
  ),
  aws_autoscaling_group: type(
    of('autoscaling', 'DescribeAutoScalingGroups', 'DescribeLifecycleHooks').concat(
      of('autoscaling', 'DescribeInstanceRefreshes', 'DescribeScalingActivities'),
    ),
    of('autoscaling', 'CreateAutoScalingGroup', 'UpdateAutoScalingGroup', 'DeleteAutoScalingGroup').concat(
      of('autoscaling', 'PutLifecycleHook', 'DeleteLifecycleHook', 'CreateOrUpdateTags', 'DeleteTags'),
      of('autoscaling', 'EnableMetricsCollection', 'DisableMetricsCollection', 'StartInstanceRefresh'),
      of('autoscaling', 'CancelInstanceRefresh', 'SetInstanceProtection'),
    ),
    (thing) => arn('autoscaling', `autoScalingGroup:0-1:autoScalingGroupName/${thing.text('name')}`),
    () => inRegion,
    () => [{ actions: ['ec2:RunInstances'], resource: arn('ec2', 'instance/*'), context: inRegion }],
  ),
  aws_budgets_budget: type(
    of('budgets', 'ViewBudget', 'ListTagsForResource'),
    of('budgets', 'ModifyBudget', 'TagResource', 'UntagResource'),
    (thing) => arn('budgets', `budget/${thing.text('name')}`, ''),
  ),
  aws_cloudfront_distribution: type(
    of('cloudfront', 'GetDistribution', 'ListTagsForResource'),
    of('cloudfront', 'CreateDistribution', 'UpdateDistribution', 'DeleteDistribution').concat(
      of('cloudfront', 'TagResource', 'UntagResource'),
    ),
    () => arn('cloudfront', 'distribution/E1', ''),
    tagged,
  ),
  aws_cloudfront_function: type(
    of('cloudfront', 'DescribeFunction', 'GetFunction'),
    of('cloudfront', 'CreateFunction', 'UpdateFunction', 'PublishFunction', 'DeleteFunction'),
    (thing) => arn('cloudfront', `function/${thing.text('name')}`, ''),
  ),
  aws_cloudfront_origin_access_control: cloudFrontPart('OriginAccessControl', 'origin-access-control'),
  aws_cloudfront_response_headers_policy: cloudFrontPart('ResponseHeadersPolicy', 'response-headers-policy'),
  aws_cloudwatch_event_rule: type(
    of('events', 'DescribeRule', 'ListTagsForResource'),
    of('events', 'PutRule', 'DeleteRule', 'TagResource', 'UntagResource'),
    named('events', 'rule/'),
  ),
  aws_cloudwatch_event_target: type(
    of('events', 'ListTargetsByRule'),
    of('events', 'PutTargets', 'RemoveTargets'),
    named('events', 'rule/', 'rule'),
  ),
  aws_cloudwatch_log_group: type(
    of('logs', 'DescribeLogGroups', 'ListTagsForResource'),
    of('logs', 'CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy').concat(
      of('logs', 'TagResource', 'UntagResource'),
    ),
    named('logs', 'log-group:'),
  ),
  aws_cloudwatch_log_subscription_filter: type(
    of('logs', 'DescribeSubscriptionFilters'),
    of('logs', 'PutSubscriptionFilter', 'DeleteSubscriptionFilter'),
    named('logs', 'log-group:', 'log_group_name'),
    () => inRegion,
    () => [{ actions: ['logs:PutSubscriptionFilter'], resource: arn('logs', 'destination:elk') }],
  ),
  aws_cloudwatch_metric_alarm: type(
    of('cloudwatch', 'DescribeAlarms', 'ListTagsForResource'),
    of('cloudwatch', 'PutMetricAlarm', 'DeleteAlarms', 'TagResource', 'UntagResource'),
    named('cloudwatch', 'alarm:', 'alarm_name'),
  ),
  aws_db_instance: type(
    of('rds', 'DescribeDBInstances', 'ListTagsForResource').concat('secretsmanager:DescribeSecret'),
    of('rds', 'CreateDBInstance', 'ModifyDBInstance', 'DeleteDBInstance', 'RebootDBInstance').concat(
      of('rds', 'AddTagsToResource', 'RemoveTagsFromResource'),
    ),
    named('rds', 'db:', 'identifier'),
    () => inRegion,
    (thing) => [
      {
        actions: of('rds', 'CreateDBInstance', 'ModifyDBInstance'),
        resource: arn('rds', 'og:default:postgres-17'),
      },
      {
        actions: of('rds', 'CreateDBInstance', 'ModifyDBInstance'),
        resource: arn('rds', `pg:${thing.text('parameter_group_name')}`),
      },
      {
        actions: of('rds', 'CreateDBInstance'),
        resource: arn('rds', `subgrp:${thing.text('db_subnet_group_name')}`),
      },
      {
        actions: of('rds', 'CreateDBSnapshot', 'AddTagsToResource'),
        // It ends in the time at which the instance was created.
        resource: arn(
          'rds',
          `snapshot:${thing.text('final_snapshot_identifier').replace(/\$\{.*\}$/, '202611222317')}`,
        ),
      },
      {
        actions: of('secretsmanager', 'CreateSecret', 'TagResource', 'RotateSecret'),
        resource: arn('secretsmanager', 'secret:rds!db-1234'),
      },
      { actions: ['kms:DescribeKey'], resource: arn('kms', 'key/1234') },
    ],
  ),
  aws_db_parameter_group: type(
    of('rds', 'DescribeDBParameterGroups', 'DescribeDBParameters', 'ListTagsForResource'),
    of('rds', 'CreateDBParameterGroup', 'ModifyDBParameterGroup', 'ResetDBParameterGroup').concat(
      of('rds', 'DeleteDBParameterGroup', 'AddTagsToResource', 'RemoveTagsFromResource'),
    ),
    named('rds', 'pg:'),
  ),
  aws_db_subnet_group: type(
    of('rds', 'DescribeDBSubnetGroups', 'ListTagsForResource'),
    of('rds', 'CreateDBSubnetGroup', 'ModifyDBSubnetGroup', 'DeleteDBSubnetGroup', 'AddTagsToResource'),
    named('rds', 'subgrp:'),
  ),
  aws_default_security_group: network('RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress'),
  aws_ecr_lifecycle_policy: type(
    of('ecr', 'GetLifecyclePolicy'),
    of('ecr', 'PutLifecyclePolicy', 'DeleteLifecyclePolicy'),
    named('ecr', 'repository/', 'repository'),
  ),
  aws_ecr_repository: type(
    of('ecr', 'DescribeRepositories', 'ListTagsForResource'),
    of('ecr', 'CreateRepository', 'DeleteRepository', 'PutImageTagMutability').concat(
      of('ecr', 'PutImageScanningConfiguration', 'TagResource', 'UntagResource'),
    ),
    named('ecr', 'repository/'),
  ),
  aws_ecs_capacity_provider: type(
    of('ecs', 'DescribeCapacityProviders', 'ListTagsForResource'),
    of('ecs', 'UpdateCapacityProvider', 'DeleteCapacityProvider', 'TagResource', 'UntagResource'),
    named('ecs', 'capacity-provider/'),
    () => inRegion,
    () => [{ actions: ['ecs:CreateCapacityProvider'], resource: anything, context: inRegion }],
  ),
  aws_ecs_cluster: type(
    of('ecs', 'DescribeClusters', 'ListTagsForResource'),
    of('ecs', 'UpdateCluster', 'UpdateClusterSettings', 'DeleteCluster', 'TagResource', 'UntagResource'),
    named('ecs', 'cluster/'),
    () => inRegion,
    () => [{ actions: ['ecs:CreateCluster'], resource: anything, context: inRegion }],
  ),
  aws_ecs_cluster_capacity_providers: type(
    of('ecs', 'DescribeClusters'),
    of('ecs', 'PutClusterCapacityProviders'),
    named('ecs', 'cluster/', 'cluster_name'),
  ),
  aws_ecs_service: type(
    of('ecs', 'DescribeServices', 'DescribeServiceDeployments', 'ListServiceDeployments').concat(
      of('ecs', 'DescribeServiceRevisions', 'ListTasks', 'DescribeTasks'),
      of('servicediscovery', 'GetNamespace'),
    ),
    of('ecs', 'CreateService', 'UpdateService', 'DeleteService', 'TagResource', 'UntagResource'),
    named('ecs', `service/${cluster}/`),
  ),
  aws_ecs_task_definition: type(
    of('ecs', 'DescribeTaskDefinition'),
    of('ecs', 'RegisterTaskDefinition', 'TagResource', 'UntagResource'),
    (thing) => arn('ecs', `task-definition/${thing.text('family')}:1`),
    tagged,
    ({ tags }) => [
      ...['execution', 'task'].map((kind) =>
        passing(
          arn(
            'iam',
            `role/applications/${tags.Application}/${tags.Application}-${tags.Environment}-web-${kind}`,
            '',
          ),
          'ecs-tasks',
        ),
      ),
    ],
  ),
  aws_iam_instance_profile: identity(
    of('iam', 'GetInstanceProfile'),
    of('iam', 'CreateInstanceProfile', 'DeleteInstanceProfile', 'AddRoleToInstanceProfile').concat(
      of('iam', 'RemoveRoleFromInstanceProfile', 'TagInstanceProfile', 'UntagInstanceProfile'),
    ),
    (thing) => arn('iam', `instance-profile/${thing.text('name')}`, ''),
    (thing) => [passing(arn('iam', `role/platform/${thing.text('role')}`, ''), 'ec2')],
  ),
  aws_iam_role: {
    reads: (thing) => [
      {
        actions: of(
          'iam',
          'GetRole',
          'GetRolePolicy',
          'ListRolePolicies',
          'ListAttachedRolePolicies',
          'ListInstanceProfilesForRole',
        ),
        resource: roleArn(thing),
      },
    ],
    writes: (thing) => [
      {
        actions: of('iam', 'CreateRole', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'DeleteRolePolicy'),
        resource: roleArn(thing),
        context: bounded(thing),
      },
      {
        actions: of(
          'iam',
          'DeleteRole',
          'TagRole',
          'UntagRole',
          'UpdateRole',
          'UpdateRoleDescription',
        ).concat('iam:UpdateAssumeRolePolicy'),
        resource: roleArn(thing),
      },
      ...[...thing.text('assume_role_policy').matchAll(/"Service":"([\w-]+)\.amazonaws\.com"/g)].map(
        ([, service = '']) => passing(roleArn(thing), service),
      ),
    ],
  },
  aws_iam_role_policy: {}, // With its role.
  aws_internet_gateway: network(
    ...['CreateInternetGateway', 'DeleteInternetGateway', 'AttachInternetGateway', 'DetachInternetGateway'],
  ),
  aws_lambda_function: type(
    of('lambda', 'GetFunction', 'GetFunctionCodeSigningConfig', 'ListVersionsByFunction', 'ListTags').concat(
      'lambda:GetFunctionConcurrency',
    ),
    of(
      'lambda',
      'CreateFunction',
      'UpdateFunctionCode',
      'UpdateFunctionConfiguration',
      'DeleteFunction',
    ).concat(
      of('lambda', 'PutFunctionConcurrency', 'DeleteFunctionConcurrency', 'TagResource', 'UntagResource'),
    ),
    named('lambda', 'function:', 'function_name'),
  ),
  aws_lambda_invocation: {
    writes: () => [
      {
        actions: ['lambda:InvokeFunction'], // The provider always names a version.
        resource: arn('lambda', `function:${cluster}-databases:$LATEST`),
      },
    ],
  },
  aws_lambda_permission: type(
    of('lambda', 'GetPolicy'),
    of('lambda', 'AddPermission', 'RemovePermission'),
    named('lambda', 'function:', 'function_name'),
  ),
  aws_launch_template: network(
    ...[
      'CreateLaunchTemplate',
      'CreateLaunchTemplateVersion',
      'ModifyLaunchTemplate',
      'DeleteLaunchTemplate',
    ],
  ),
  aws_lb: type(
    loadBalancing,
    of('elasticloadbalancing', 'CreateLoadBalancer', 'DeleteLoadBalancer', 'SetSecurityGroups').concat(
      of('elasticloadbalancing', 'ModifyLoadBalancerAttributes', 'SetSubnets', 'AddTags', 'RemoveTags'),
    ),
    (thing) => arn('elasticloadbalancing', `loadbalancer/app/${thing.text('name')}/50dc6c495c0c9188`),
  ),
  aws_lb_listener: type(
    loadBalancing,
    of('elasticloadbalancing', 'ModifyListener', 'DeleteListener', 'ModifyListenerAttributes').concat(
      of('elasticloadbalancing', 'AddTags', 'RemoveTags'),
    ),
    listenerOfPlatform('listener'),
    () => inRegion,
    () => [
      {
        actions: ['elasticloadbalancing:CreateListener'],
        resource: arn('elasticloadbalancing', `loadbalancer/app/${cluster}/50dc6c495c0c9188`),
      },
    ],
  ),
  aws_lb_listener_certificate: type(
    loadBalancing,
    of('elasticloadbalancing', 'AddListenerCertificates', 'RemoveListenerCertificates'),
    listenerOfPlatform('listener'),
  ),
  aws_lb_listener_rule: type(
    loadBalancing,
    of('elasticloadbalancing', 'ModifyRule', 'DeleteRule', 'SetRulePriorities', 'AddTags', 'RemoveTags'),
    listenerOfPlatform('listener-rule'),
    tagged,
    (thing) => [
      {
        actions: ['elasticloadbalancing:CreateRule'],
        resource: listenerOfPlatform('listener')(),
        context: tagged(thing),
      },
    ],
  ),
  aws_lb_target_group: type(
    loadBalancing,
    of('elasticloadbalancing', 'CreateTargetGroup', 'ModifyTargetGroup', 'DeleteTargetGroup').concat(
      of('elasticloadbalancing', 'ModifyTargetGroupAttributes', 'AddTags', 'RemoveTags'),
    ),
    (thing) => arn('elasticloadbalancing', `targetgroup/${thing.text('name')}/73e2d6bc24d8a067`),
    tagged,
  ),
  aws_network_interface: network(
    ...['CreateNetworkInterface', 'DeleteNetworkInterface', 'ModifyNetworkInterfaceAttribute'],
    'DetachNetworkInterface',
  ),
  aws_route: network('CreateRoute', 'ReplaceRoute', 'DeleteRoute'),
  aws_route53_record: {
    ...reading(...of('route53', 'GetHostedZone', 'ListResourceRecordSets', 'GetChange')),
    writes: (thing) => [
      {
        actions: ['route53:ChangeResourceRecordSets'],
        resource: 'arn:aws:route53:::hostedzone/Z1',
        // The type of a record that validates a certificate is an expression; ACM asks for a CNAME.
        context: {
          'route53:ChangeResourceRecordSetsRecordTypes': thing.text('type').replace(/^\$.*/s, 'CNAME'),
        },
      },
    ],
  },
  aws_route_table: network('CreateRouteTable', 'DeleteRouteTable'),
  aws_route_table_association: network(
    ...['AssociateRouteTable', 'DisassociateRouteTable', 'ReplaceRouteTableAssociation'],
  ),
  aws_s3_bucket: bucket(
    [
      ...['ListBucket', 'GetBucketPolicy', 'GetBucketAcl', 'GetBucketCORS', 'GetBucketWebsite'],
      ...['GetBucketVersioning', 'GetAccelerateConfiguration', 'GetBucketRequestPayment', 'GetBucketLogging'],
      ...['GetLifecycleConfiguration', 'GetReplicationConfiguration', 'GetEncryptionConfiguration'],
      ...['GetBucketObjectLockConfiguration', 'GetBucketTagging', 'GetBucketLocation'],
    ],
    ['CreateBucket', 'DeleteBucket', 'PutBucketTagging', 'TagResource', 'UntagResource'],
  ),
  aws_s3_bucket_cors_configuration: bucket(['GetBucketCORS'], ['PutBucketCORS']),
  aws_s3_bucket_lifecycle_configuration: bucket(['GetLifecycleConfiguration'], ['PutLifecycleConfiguration']),
  aws_s3_bucket_ownership_controls: bucket(['GetBucketOwnershipControls'], ['PutBucketOwnershipControls']),
  aws_s3_bucket_policy: bucket(['GetBucketPolicy'], ['PutBucketPolicy', 'DeleteBucketPolicy']),
  aws_s3_bucket_public_access_block: bucket(['GetBucketPublicAccessBlock'], ['PutBucketPublicAccessBlock']),
  aws_s3_bucket_server_side_encryption_configuration: bucket(
    ['GetEncryptionConfiguration'],
    ['PutEncryptionConfiguration'],
  ),
  aws_s3_bucket_versioning: bucket(['GetBucketVersioning'], ['PutBucketVersioning']),
  aws_scheduler_schedule: type(
    of('scheduler', 'GetSchedule'),
    of('scheduler', 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'),
    named('scheduler', 'schedule/default/'),
  ),
  aws_security_group: network('CreateSecurityGroup', 'DeleteSecurityGroup', 'RevokeSecurityGroupEgress'),
  aws_service_discovery_http_namespace: type(
    of('servicediscovery', 'GetNamespace', 'GetOperation', 'ListTagsForResource'),
    of('servicediscovery', 'CreateHttpNamespace', 'UpdateHttpNamespace', 'DeleteNamespace').concat(
      of('servicediscovery', 'TagResource', 'UntagResource'),
    ),
    () => arn('servicediscovery', 'namespace/ns-1'),
  ),
  aws_sfn_state_machine: type(
    of('states', 'DescribeStateMachine', 'ListTagsForResource', 'ListStateMachineVersions').concat(
      'states:ValidateStateMachineDefinition',
    ),
    of('states', 'CreateStateMachine', 'UpdateStateMachine', 'DeleteStateMachine').concat(
      of('states', 'TagResource', 'UntagResource'),
    ),
    named('states', 'stateMachine:'),
  ),
  aws_sns_topic: type(
    of('sns', 'GetTopicAttributes', 'ListTagsForResource'),
    of('sns', 'CreateTopic', 'SetTopicAttributes', 'DeleteTopic', 'TagResource', 'UntagResource'),
    named('sns', ''),
  ),
  aws_sns_topic_policy: type(
    of('sns', 'GetTopicAttributes'),
    of('sns', 'SetTopicAttributes'),
    named('sns', '', 'arn'),
  ),
  aws_sqs_queue: queue,
  aws_sqs_queue_policy: queueSettings,
  aws_sqs_queue_redrive_allow_policy: queueSettings,
  aws_ssm_document: type(
    of('ssm', 'DescribeDocument', 'DescribeDocumentPermission', 'GetDocument', 'ListTagsForResource'),
    of('ssm', 'CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion', 'DeleteDocument').concat(
      of('ssm', 'AddTagsToResource', 'RemoveTagsFromResource'),
    ),
    named('ssm', 'document/'),
  ),
  aws_ssm_parameter: {
    reads: (thing) => [
      { actions: of('ssm', 'DescribeParameters', 'ListTagsForResource'), resource: anything },
      { actions: of('ssm', 'GetParameter', 'GetParameters'), resource: named('ssm', 'parameter')(thing) },
    ],
    writes: (thing) => [
      {
        actions: of('ssm', 'PutParameter', 'DeleteParameter', 'AddTagsToResource', 'RemoveTagsFromResource'),
        resource: named('ssm', 'parameter')(thing),
      },
    ],
  },
  aws_subnet: network('CreateSubnet', 'ModifySubnetAttribute', 'DeleteSubnet'),
  aws_vpc: network('CreateVpc', 'ModifyVpcAttribute', 'DeleteVpc'),
  aws_vpc_endpoint: network('CreateVpcEndpoint', 'ModifyVpcEndpoint', 'DeleteVpcEndpoints'),
  aws_vpc_security_group_egress_rule: network(
    ...['AuthorizeSecurityGroupEgress', 'ModifySecurityGroupRules', 'RevokeSecurityGroupEgress'],
  ),
  aws_vpc_security_group_ingress_rule: network(
    ...['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules', 'RevokeSecurityGroupIngress'],
  ),
  /** A one-off task, which the deploy itself runs and follows. Without a provisioner it is only something remembered. */
  terraform_data: {
    writes: (thing) => (thing.text('provisioner') === 'undefined' ? [] : runsTask(thing)),
  },
};

/** What a deploy does to run a one-off task. */
function runsTask(thing: Thing): Request[] {
  return [
    {
      actions: ['ecs:RunTask'],
      resource: arn('ecs', `task-definition/${thing.tags.Application}-${thing.tags.Environment}-migration:1`),
    },
    {
      actions: ['ecs:TagResource'],
      resource: arn('ecs', `task/${cluster}/1234`),
      context: { 'ecs:CreateAction': 'RunTask' },
    },
    {
      actions: of('ecs', 'DescribeTasks', 'StopTask'),
      resource: arn('ecs', `task/${cluster}/1234`),
      context: tagged(thing),
    },
    {
      actions: ['logs:GetLogEvents'],
      resource: arn(
        'logs',
        `log-group:/applications/${thing.tags.Application}/${thing.tags.Environment}/migration:log-stream:x`,
      ),
    },
  ];
}

/** What a plan asks for each type of `data` block. */
export const dataTypes: Readonly<Record<string, ResourceType>> = {
  aws_ami: reading('ec2:DescribeImages'),
  aws_ami_ids: reading('ec2:DescribeImages'),
  aws_caller_identity: {}, // Everybody may ask who they are.
  aws_iam_role: {
    reads: (thing) => [
      { actions: of('iam', 'GetRole'), resource: arn('iam', `role/ci/${thing.text('name')}`, '') },
    ],
  },
  aws_iam_roles: reading('iam:ListRoles'),
  aws_route53_zone: reading(...of('route53', 'ListHostedZones', 'GetHostedZone', 'ListTagsForResource')),
  aws_ssm_parameter: {
    reads: (thing) => [
      {
        actions: ['ssm:GetParameter'],
        resource: `arn:aws:ssm:eu-north-1::parameter${thing.text('name')}`,
      },
    ],
  },
  aws_ssm_parameters_by_path: {
    reads: (thing) => [
      { actions: ['ssm:GetParametersByPath'], resource: arn('ssm', `parameter${thing.text('path')}`) },
    ],
  },
};
