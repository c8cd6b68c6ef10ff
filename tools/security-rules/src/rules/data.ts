import { jsonOf } from '@dotkom/stack/testing';
import { each, eachHas, Resource, Rule } from '../rule';

/** What keeps something should be encrypted by keys of one's own, reached by TLS, kept, and watched. */
export const dataRules: readonly Rule[] = [
  each(
    'own-key-images',
    'Images are encrypted by a key of our own.',
    'aws_ecr_repository',
    ({ encryption_configuration: encryption }) => JSON.stringify(encryption ?? '').includes('kms_key'),
  ),
  eachHas('own-key-objects', 'Objects are encrypted by a key of our own.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    that: (encryption) => JSON.stringify(encryption).includes('kms_master_key_id'),
  }),
  each(
    'own-key-logs',
    'Logs are encrypted by a key of our own.',
    'aws_cloudwatch_log_group',
    hasKey('kms_key_id'),
  ),
  each(
    'own-key-messages',
    'Messages are encrypted by a key of our own.',
    'aws_sqs_queue',
    hasKey('kms_master_key_id'),
  ),
  each(
    'own-key-topics',
    'Topics are encrypted by a key of our own.',
    'aws_sns_topic',
    hasKey('kms_master_key_id'),
  ),
  each(
    'own-key-database',
    'Databases are encrypted by a key of our own.',
    'aws_db_instance',
    hasKey('kms_key_id'),
  ),
  each(
    'logs-for-a-year',
    'Logs are kept for a year.',
    'aws_cloudwatch_log_group',
    (log) => log['retention_in_days'] >= 365,
  ),
  eachHas('bucket-log', 'A bucket writes down who reads it.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_logging',
  }),
  eachHas('bucket-copy', 'A bucket has a copy in another region.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_replication_configuration',
  }),
  eachHas('bucket-events', 'A bucket tells of what changes in it.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_notification',
  }),
  eachHas('bucket-versions', 'A bucket keeps what is overwritten.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_versioning',
    that: ({ versioning_configuration: versioning }) => versioning.status === 'Enabled',
  }),
  eachHas('bucket-owner', 'A bucket owns what is written to it: access lists are off.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_ownership_controls',
    that: ({ rule }) => rule.object_ownership === 'BucketOwnerEnforced',
  }),
  eachHas('bucket-tls', 'A bucket refuses what comes without TLS.', 'aws_s3_bucket', {
    type: 'aws_s3_bucket_policy',
    that: refusesPlain,
  }),
  eachHas('queue-tls', 'A queue refuses what comes without TLS.', 'aws_sqs_queue', {
    type: 'aws_sqs_queue_policy',
    that: refusesPlain,
  }),
  eachHas('topic-tls', 'A topic refuses what comes without TLS.', 'aws_sns_topic', {
    type: 'aws_sns_topic_policy',
    that: refusesPlain,
  }),
  each(
    'database-login',
    'Who opens a database says who they are by IAM.',
    'aws_db_instance',
    (database) => database['iam_database_authentication_enabled'] === true,
  ),
  each(
    'database-port',
    'A database listens on a port that is not the usual one.',
    'aws_db_instance',
    ({ port }) => port !== 5432,
  ),
  each(
    'database-two-zones',
    'A database stands in two zones.',
    'aws_db_instance',
    (database) => database['multi_az'] === true,
  ),
  each(
    'database-insights',
    'A database says what its queries wait for.',
    'aws_db_instance',
    (database) => database['performance_insights_enabled'] === true,
  ),
  each(
    'database-monitoring',
    "A database's machine is watched each minute.",
    'aws_db_instance',
    (database) => database['monitoring_interval'] > 0,
  ),
  each('database-logs', 'A database exports all of its logs.', 'aws_db_instance', (database) =>
    ['postgresql', 'upgrade'].every((log) => database['enabled_cloudwatch_logs_exports']?.includes(log)),
  ),
  {
    id: 'database-events',
    says: 'Somebody is told what RDS reports of a database: failures, maintenance, changes.',
    broken: (stack) => {
      const told = Object.values(stack.resource?.['aws_cloudwatch_event_rule'] ?? {}).map((rule) => {
        const pattern = JSON.parse(rule['event_pattern'] ?? '{}');
        return pattern['detail-type']?.includes('RDS DB Instance Event') ? pattern.detail : undefined;
      });
      const wanted = ['failure', 'maintenance', 'configuration change'];
      return each('', '', 'aws_db_instance', ({ identifier }) =>
        told.some(
          (detail) =>
            detail?.SourceIdentifier.includes(identifier) &&
            wanted.every((category) => detail.EventCategories.includes(category)),
        ),
      ).broken(stack);
    },
  },
  each(
    'parameter-group-events',
    "Somebody is told when a database's parameters change.",
    'aws_db_parameter_group',
    (_, stack) => Object.keys(stack.resource['aws_db_event_subscription'] ?? {}).length > 0,
  ),
];

function hasKey(attribute: string): (resource: Resource) => boolean {
  return (resource) => Boolean(resource[attribute]);
}

function refusesPlain({ policy }: Resource): boolean {
  const statements: Record<string, any>[] = [jsonOf(policy).Statement].flat();
  return statements.some(
    ({ Effect, Condition }) =>
      Effect === 'Deny' && String(Condition?.Bool?.['aws:SecureTransport']) === 'false',
  );
}
