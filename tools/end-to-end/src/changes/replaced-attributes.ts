/**
 * What becomes of a thing whose attribute cannot be changed in place:
 * - `is its name`: another one is another thing. Where it holds something, a deploy refuses the plan (refused-changes.ts).
 * - `is in its name`: a hash of it is, so the new thing stands beside the old one, which goes last.
 * - `is fixed`: what makes it always gives it the same value.
 * - `follows`: it belongs to another thing, goes and comes with it, and holds nothing.
 * - `is made anew`: each change makes another one, which is what it is for.
 * - `is refused`: a deploy refuses the plan.
 */
export type Outcome =
  'is its name' | 'is in its name' | 'is fixed' | 'follows' | 'is made anew' | 'is refused';

/**
 * Of each type of resource that constructs make, the attributes that the provider cannot change in place, as its plans say,
 * and what becomes of the thing. A test asks the provider for each of them; a new one fails it until it stands here.
 */
export const replacedAttributes: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  aws_acm_certificate: {
    domain_name: 'is made anew', // The new one is issued before the old one goes.
    subject_alternative_names: 'is made anew',
    validation_method: 'is fixed',
  },
  aws_acm_certificate_validation: { certificate_arn: 'follows', validation_record_fqdns: 'follows' },
  aws_appautoscaling_policy: {
    name: 'is its name',
    resource_id: 'follows',
    scalable_dimension: 'is fixed',
    service_namespace: 'is fixed',
  },
  aws_appautoscaling_scheduled_action: {
    name: 'is its name',
    resource_id: 'follows',
    scalable_dimension: 'is fixed',
    service_namespace: 'is fixed',
  },
  aws_appautoscaling_target: {
    resource_id: 'follows',
    scalable_dimension: 'is fixed',
    service_namespace: 'is fixed',
  },
  aws_autoscaling_group: { name: 'is its name' },
  aws_budgets_budget: { name: 'is its name' },
  aws_cloudfront_function: { name: 'is its name' },
  aws_cloudwatch_log_group: { name: 'is its name' },
  aws_cloudwatch_log_subscription_filter: {
    destination_arn: 'is made anew', // Lines that come between the old one and the new one are in the log alone.
    log_group_name: 'follows',
    name: 'is fixed',
  },
  aws_cloudwatch_metric_alarm: { alarm_name: 'is its name' },
  aws_ecr_lifecycle_policy: { policy: 'is made anew', repository: 'follows' },
  aws_ecr_repository: { name: 'is its name' },
  aws_ecs_service: {
    cluster: 'follows', // On another cluster its name is free: the new one is healthy before the old one goes.
    deployment_controller: 'is fixed',
    name: 'is its name',
  },
  aws_cloudwatch_event_rule: { name: 'is its name' },
  aws_cloudwatch_event_target: { rule: 'follows' },
  aws_db_instance: { engine: 'is fixed', storage_encrypted: 'is fixed', username: 'is fixed' },
  aws_db_parameter_group: { description: 'is fixed', family: 'is in its name', name: 'is its name' },
  aws_db_subnet_group: { name: 'is its name' },
  aws_default_security_group: { vpc_id: 'follows' },
  aws_ecs_capacity_provider: { auto_scaling_group_provider: 'is refused', name: 'is its name' },
  aws_ecs_cluster: { name: 'is refused' },
  aws_ecs_cluster_capacity_providers: { cluster_name: 'follows' },
  aws_ecs_task_definition: {
    container_definitions: 'is made anew',
    execution_role_arn: 'is made anew',
    family: 'is its name',
    memory: 'is made anew',
    network_mode: 'is fixed',
    requires_compatibilities: 'is fixed',
    runtime_platform: 'is made anew',
    task_role_arn: 'is made anew',
  },
  aws_iam_instance_profile: { name: 'is its name' },
  aws_iam_policy: { description: 'is fixed', name: 'is its name', path: 'is fixed' },
  aws_iam_role: { name: 'is its name', path: 'is fixed' },
  aws_iam_role_policy: { role: 'follows' },
  aws_lambda_invocation: {
    function_name: 'is made anew',
    input: 'is made anew',
    triggers: 'is made anew',
  },
  aws_lambda_function: { function_name: 'is its name' },
  aws_lambda_permission: {
    action: 'is fixed',
    function_name: 'follows',
    principal: 'is fixed',
    source_arn: 'follows',
  },
  aws_launch_template: { name: 'is its name' },
  aws_lb: { internal: 'is refused', load_balancer_type: 'is refused', name: 'is refused' },
  aws_lb_listener: { load_balancer_arn: 'is refused' },
  aws_lb_listener_certificate: { certificate_arn: 'follows', listener_arn: 'follows' },
  aws_lb_listener_rule: { listener_arn: 'follows' },
  aws_lb_target_group: {
    name: 'is its name',
    port: 'is in its name',
    protocol: 'is in its name',
    target_type: 'is in its name',
    vpc_id: 'is in its name',
  },
  aws_network_interface: { subnet_id: 'follows' },
  aws_route: { destination_cidr_block: 'is fixed', route_table_id: 'follows' },
  aws_route53_record: { name: 'is its name', zone_id: 'follows' },
  aws_route_table: { vpc_id: 'follows' },
  aws_route_table_association: { subnet_id: 'follows' },
  aws_s3_bucket: { bucket: 'is its name' },
  aws_s3_bucket_cors_configuration: { bucket: 'follows' },
  aws_s3_bucket_lifecycle_configuration: { bucket: 'follows' },
  aws_s3_bucket_ownership_controls: { bucket: 'follows' },
  aws_s3_bucket_policy: { bucket: 'follows' },
  aws_s3_bucket_public_access_block: { bucket: 'follows' },
  aws_s3_bucket_server_side_encryption_configuration: { bucket: 'follows' },
  aws_s3_bucket_versioning: { bucket: 'follows' },
  aws_scheduler_schedule: { name: 'is its name' },
  aws_security_group: { description: 'is refused', name: 'is refused', vpc_id: 'is refused' },
  aws_service_discovery_http_namespace: { description: 'is refused', name: 'is refused' },
  aws_sfn_state_machine: { name: 'is its name', type: 'is fixed' },
  aws_sns_topic: { name: 'is refused' },
  aws_sns_topic_policy: { arn: 'follows' },
  aws_sqs_queue: { fifo_queue: 'is refused', name: 'is its name' },
  aws_sqs_queue_policy: { queue_url: 'follows' },
  aws_sqs_queue_redrive_allow_policy: { queue_url: 'follows' },
  aws_ssm_document: { name: 'is its name' },
  aws_ssm_parameter: { name: 'is its name' },
  aws_subnet: { availability_zone: 'is refused', cidr_block: 'is refused', vpc_id: 'is refused' },
  aws_vpc: { cidr_block: 'is refused' },
  aws_vpc_endpoint: { service_name: 'is fixed', vpc_endpoint_type: 'is fixed', vpc_id: 'follows' },
  aws_vpc_security_group_egress_rule: { security_group_id: 'follows' },
  aws_vpc_security_group_ingress_rule: { security_group_id: 'follows' },
};
