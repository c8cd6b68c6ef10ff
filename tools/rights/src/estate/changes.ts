type Config = Record<string, any>;

/** Changes a resource in place, in a way that its type can be changed in. */
type Change = (config: Config) => void;

const set =
  (attribute: string, value: unknown): Change =>
  (config) => {
    config[attribute] = value;
  };

const describe = set('description', 'Changed to see what a change asks for');

/** The emulator refuses to change a rule for all ports. */
const describeRule: Change = (config) => {
  if (config['from_port'] !== undefined) describe(config);
};

/** A policy or a definition in JSON, with another name of its first statement or another comment. */
const inText =
  (attribute: string, from: RegExp, to: string): Change =>
  (config) => {
    config[attribute] = String(config[attribute]).replace(from, to);
  };

const otherSid = (attribute: string) => inText(attribute, /"Sid":"/, '"Sid":"Changed');

/** What of a type cannot be changed in place, or is changed by another resource: why a change of it asks for nothing. */
const nothing = (because: string) => because;

/**
 * How a resource of each type is changed, beside what the changed estate changes by the options of its constructs: what
 * only another version of the constructs would change. A type without an entry fails the test.
 */
export const changes: Readonly<Record<string, Change | string>> = {
  aws_acm_certificate: nothing('everything but its tags makes another one'),
  aws_acm_certificate_validation: nothing('it only waits'),
  aws_appautoscaling_policy: nothing('the options change its target'),
  aws_appautoscaling_scheduled_action: nothing('the options change its times'),
  aws_appautoscaling_target: nothing('the options change its limits'),
  aws_autoscaling_group: set('health_check_grace_period', 240),
  aws_budgets_budget: nothing('the options change its limit'),
  aws_cloudfront_distribution: set('comment', 'changed'),
  aws_cloudfront_function: set('comment', 'changed'),
  aws_cloudfront_origin_access_control: describe,
  aws_cloudfront_response_headers_policy: set('comment', 'changed'),
  aws_cloudwatch_event_rule: describe,
  aws_cloudwatch_event_target: (config) => {
    if (config['input_transformer']) config['input_transformer'].input_template = '"Changed: <event>"';
    else config['input'] = '{"changed":true}';
  },
  aws_cloudwatch_log_group: set('retention_in_days', 30),
  aws_cloudwatch_log_subscription_filter: set('filter_pattern', 'changed'),
  aws_cloudwatch_metric_alarm: set('alarm_description', 'Changed'),
  aws_db_instance: set('monitoring_interval', 0),
  aws_db_parameter_group: (config) => config['parameter'].push({ name: 'log_lock_waits', value: '1' }),
  aws_db_subnet_group: nothing('everything but its subnets and its tags makes another one'),
  aws_default_security_group: nothing('it has nothing but tags'),
  aws_ecr_lifecycle_policy: inText('policy', /"countNumber":\d+/, '"countNumber":7'),
  aws_ecr_repository: (config) => {
    config['image_scanning_configuration'] = { scan_on_push: false };
    config['image_tag_mutability'] = 'MUTABLE';
  },
  aws_ecs_capacity_provider: (config) => {
    config['auto_scaling_group_provider'].managed_scaling.target_capacity = 80;
  },
  aws_ecs_cluster: set('setting', [{ name: 'containerInsights', value: 'enabled' }]),
  aws_ecs_cluster_capacity_providers: (config) => {
    config['default_capacity_provider_strategy'][0].weight = 2;
  },
  aws_ecs_service: set('health_check_grace_period_seconds', 77),
  aws_ecs_task_definition: nothing('every change makes another revision, which the options do'),
  aws_eip: nothing('the options make it'),
  aws_eip_association: nothing('the options make it'),
  aws_iam_instance_profile: nothing('its role is part of what it is'),
  aws_iam_policy: otherSid('policy'),
  aws_iam_role: (config) => {
    config['max_session_duration'] = 7200;
    describe(config);
    otherSid('assume_role_policy')(config);
    inText(
      'assume_role_policy',
      /"Effect":"Allow","Action":"sts:AssumeRole"/,
      '"Sid":"Changed","Effect":"Allow","Action":"sts:AssumeRole"',
    )(config);
  },
  aws_iam_role_policy: otherSid('policy'),
  aws_internet_gateway: nothing('it has nothing but tags'),
  aws_lambda_function: (config) => {
    config['memory_size'] = 384;
    config['source_code_hash'] = 'changed';
  },
  aws_lambda_invocation: nothing('its function is asked again when the options change the wish'),
  aws_lambda_permission: nothing('every change makes another one'),
  aws_launch_template: describe,
  aws_lb: set('idle_timeout', 61),
  aws_lb_listener: set('routing_http_response_server_enabled', false),
  aws_lb_listener_certificate: nothing('every change makes another one'),
  aws_lb_listener_rule: (config) => {
    config['priority'] = Number(config['priority']) - 1;
  },
  aws_lb_target_group: set('deregistration_delay', '17'),
  aws_network_interface: describe,
  aws_route: nothing('the options lead it elsewhere'),
  aws_route53_record: (config) => {
    if (config['ttl']) config['ttl'] = 61;
  },
  aws_route_table: nothing('it has nothing but tags'),
  aws_route_table_association: nothing('every change makes another one'),
  aws_s3_bucket: nothing('its settings are resources of their own'),
  aws_s3_bucket_cors_configuration: (config) => {
    config['cors_rule'][0].max_age_seconds = 77;
  },
  aws_s3_bucket_lifecycle_configuration: (config) => {
    config['rule'][0].abort_incomplete_multipart_upload = [{ days_after_initiation: 3 }];
  },
  aws_s3_bucket_ownership_controls: set('rule', { object_ownership: 'BucketOwnerPreferred' }),
  aws_s3_bucket_policy: otherSid('policy'),
  aws_s3_bucket_public_access_block: set('ignore_public_acls', false),
  aws_s3_bucket_server_side_encryption_configuration: (config) => {
    config['rule'][0].bucket_key_enabled = true;
  },
  aws_s3_bucket_versioning: set('versioning_configuration', { status: 'Suspended' }),
  aws_scheduler_schedule: describe,
  aws_security_group: nothing('its rules are resources of their own'),
  aws_service_discovery_http_namespace: nothing('its description makes another one'),
  aws_sfn_state_machine: inText('definition', /"Comment":"/, '"Comment":"Changed: '),
  aws_sns_topic: set('display_name', 'changed'),
  aws_sns_topic_policy: otherSid('policy'),
  aws_sqs_queue: set('message_retention_seconds', 86_400),
  aws_sqs_queue_policy: otherSid('policy'),
  aws_sqs_queue_redrive_allow_policy: nothing('the options make it'),
  aws_ssm_document: inText('content', /"description":"/, '"description":"Changed: '),
  aws_ssm_parameter: describe,
  aws_subnet: (config) => {
    config['map_public_ip_on_launch'] = !config['map_public_ip_on_launch'];
  },
  aws_vpc: set('enable_dns_hostnames', false),
  aws_vpc_endpoint: nothing('its route tables are those of the zones'),
  aws_vpc_security_group_egress_rule: describeRule,
  aws_vpc_security_group_ingress_rule: describeRule,
  terraform_data: nothing('it is of no service of AWS'),
};

/** Changes every resource of a stack, and gives the types that nothing is known of. */
export function changeAll(stack: { resource: Record<string, Record<string, Config>> }): string[] {
  const unknown: string[] = [];
  for (const [type, resources] of Object.entries(stack.resource)) {
    const change = changes[type];
    if (change === undefined) unknown.push(type);
    if (typeof change !== 'function') continue;
    for (const config of Object.values(resources)) change(config);
  }
  return unknown;
}
