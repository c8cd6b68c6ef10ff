/** Types of resources that cost nothing themselves, and who says so. */
interface FreeTypes {
  readonly why: string;
  /** AWS's page. */
  readonly source: string;
  readonly types: readonly string[];
}

const groups: readonly FreeTypes[] = [
  {
    why: 'IAM has no price',
    source: 'https://aws.amazon.com/iam/faqs/',
    types: [
      'aws_iam_instance_profile',
      'aws_iam_openid_connect_provider',
      'aws_iam_policy',
      'aws_iam_role',
      'aws_iam_role_policy_attachment',
      'aws_iam_service_linked_role',
    ],
  },
  {
    why: 'public certificates have no price',
    source: 'https://aws.amazon.com/certificate-manager/pricing/',
    types: ['aws_acm_certificate', 'aws_acm_certificate_validation'],
  },
  {
    why: 'a network has no price, nor has a gateway endpoint; addresses are counted with what has them',
    source: 'https://aws.amazon.com/vpc/pricing/',
    types: [
      'aws_default_security_group',
      'aws_eip',
      'aws_internet_gateway',
      'aws_network_interface',
      'aws_route',
      'aws_route_table',
      'aws_route_table_association',
      'aws_security_group',
      'aws_subnet',
      'aws_vpc',
      'aws_vpc_endpoint',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ],
  },
  {
    why: 'ECS on EC2 has no price: its tasks are on nodes',
    source: 'https://aws.amazon.com/ecs/pricing/',
    types: [
      'aws_ecs_capacity_provider',
      'aws_ecs_cluster',
      'aws_ecs_cluster_capacity_providers',
      'aws_ecs_task_definition',
    ],
  },
  {
    why: 'a name space that only Service Connect uses is not charged for',
    source: 'https://aws.amazon.com/cloud-map/pricing/',
    types: ['aws_service_discovery_http_namespace'],
  },
  {
    why: 'scaling has no price; its alarms are counted',
    source: 'https://aws.amazon.com/autoscaling/pricing/',
    types: ['aws_appautoscaling_scheduled_action', 'aws_appautoscaling_target', 'aws_launch_template'],
  },
  {
    why: "listeners and rules are in the load balancer's price",
    source: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
    types: ['aws_lb_listener', 'aws_lb_listener_certificate', 'aws_lb_listener_rule'],
  },
  {
    why: 'records are in the price of their zone',
    source: 'https://aws.amazon.com/route53/pricing/',
    types: ['aws_route53_record'],
  },
  {
    why: 'settings of a bucket have no price',
    source: 'https://aws.amazon.com/s3/pricing/',
    types: [
      'aws_s3_account_public_access_block',
      'aws_s3_bucket_cors_configuration',
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
      'aws_s3_bucket_versioning',
    ],
  },
  {
    why: 'settings of a distribution have no price',
    source: 'https://aws.amazon.com/cloudfront/pricing/',
    types: ['aws_cloudfront_origin_access_control', 'aws_cloudfront_response_headers_policy'],
  },
  {
    why: 'AWS sends its own events for nothing, and a topic sends a thousand e-mails a month',
    source: 'https://aws.amazon.com/eventbridge/pricing/ and https://aws.amazon.com/sns/pricing/',
    types: [
      'aws_cloudwatch_event_rule',
      'aws_cloudwatch_event_target',
      'aws_sns_topic',
      'aws_sns_topic_policy',
    ],
  },
  {
    why: 'what is forwarded is paid for by its destination',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
    types: ['aws_cloudwatch_log_subscription_filter'],
  },
  {
    why: 'settings of a queue have no price',
    source: 'https://aws.amazon.com/sqs/pricing/',
    types: ['aws_sqs_queue_policy', 'aws_sqs_queue_redrive_allow_policy'],
  },
  {
    why: 'standard parameters, documents and sessions have no price',
    source: 'https://aws.amazon.com/systems-manager/pricing/',
    types: ['aws_ssm_document', 'aws_ssm_parameter', 'aws_ssm_service_setting'],
  },
  {
    why: 'groups are settings of the database',
    source: 'https://aws.amazon.com/rds/postgresql/pricing/',
    types: ['aws_db_parameter_group', 'aws_db_subnet_group'],
  },
  {
    why: "the function's seconds are counted with it",
    source: 'https://aws.amazon.com/lambda/pricing/',
    types: ['aws_lambda_invocation', 'aws_lambda_permission'],
  },
  {
    why: 'a budget that only tells has no price',
    source: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/',
    types: ['aws_budgets_budget'],
  },
  {
    why: 'repositories are paid by what is in them',
    source: 'https://aws.amazon.com/ecr/pricing/',
    types: ['aws_ecr_lifecycle_policy'],
  },
  {
    why: 'settings of the account have no price',
    source: 'https://aws.amazon.com/ebs/pricing/',
    types: ['aws_ebs_encryption_by_default', 'aws_ebs_snapshot_block_public_access'],
  },
  {
    why: 'it is nothing of AWS',
    source: 'https://developer.hashicorp.com/terraform/language/resources/terraform-data',
    types: ['terraform_data'],
  },
];

/** Why each of these types costs nothing, with the page that says so. */
export const freeTypes: ReadonlyMap<string, Omit<FreeTypes, 'types'>> = new Map(
  groups.flatMap(({ why, source, types }) => types.map((type) => [type, { why, source }])),
);
