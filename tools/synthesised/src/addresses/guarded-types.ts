/**
 * The types of resources that hold something or serve somebody, and what is lost with one. Where the address of such a
 * resource changes, Terraform destroys it and makes an empty one.
 */
export const guardedTypes: Readonly<Record<string, string>> = {
  aws_cloudfront_distribution: 'what visitors are served by',
  aws_cloudwatch_log_group: 'the log, with its lines',
  aws_db_instance: 'the database, with its data',
  aws_dynamodb_table: 'the table, with its data',
  aws_ebs_volume: 'the disk, with its data',
  aws_ecr_repository: 'the image repository, with its images',
  aws_ecs_cluster: 'the cluster that services run on',
  aws_ecs_service: 'the service, with its running tasks',
  aws_efs_file_system: 'the file system, with its files',
  aws_eip: 'the address, which others may know',
  aws_kms_key: 'the key, with all that it encrypts',
  aws_lambda_invocation: 'the wish for a database, and the role that may reach it',
  aws_lb: 'the load balancer, with its name in DNS',
  aws_lb_listener: 'the listener that all hosts go through',
  aws_rds_cluster: 'the database, with its data',
  aws_route53_record: 'the name in DNS',
  aws_route53_zone: 'the zone, with its name servers',
  aws_s3_bucket: 'the bucket, with its files',
  aws_secretsmanager_secret: 'the secret, with its value',
  aws_ses_domain_identity: 'the domain that mail is sent from',
  aws_sesv2_email_identity: 'the identity that mail is sent from',
  aws_sns_topic: 'the topic, with its subscriptions',
  aws_sqs_queue: 'the queue, with its messages',
  aws_ssm_parameter: 'the parameter, which others may read',
  aws_vpc: 'the network',
};
