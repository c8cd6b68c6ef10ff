import { organisation } from '../organisation';
import { jsonOf, resources, SynthesisedStack } from './synthesised';

/**
 * What a stack breaks of the rules that hold for every stack, each as a sentence: a boundary on every role, no
 * permission on everything without a written reason, every disk, database, queue and bucket encrypted, every bucket
 * closed to the public, every log and every mark of what was deleted with an end, every alarm with somebody who is told, no topic that anybody may send to.
 *
 * @param reasons why a statement allows something on every resource, by the statement's sid.
 * @param boundaries the policies that may bound a role; more than the one only where CI's own roles are made.
 */
export function brokenInvariants(
  stack: SynthesisedStack,
  reasons: Readonly<Record<string, string>> = {},
  boundaries: readonly string[] = [organisation.permissionsBoundary],
): string[] {
  return [
    ...unboundedRoles(stack, boundaries),
    ...wideStatements(stack, reasons),
    ...unencrypted(stack),
    ...openBuckets(stack),
    ...endlessDeleteMarkers(stack),
    ...endlessLogs(stack),
    ...silentAlarms(stack),
    ...openTopics(stack),
  ];
}

/** Everything of a stack that the internet can reach or see, in words; what is opened to it and what stands in it. */
export function publicParts(stack: SynthesisedStack): string[] {
  const of = (type: string, isPublic: (each: Record<string, any>) => boolean, words: string) =>
    resources(stack, type)
      .filter(isPublic)
      .map((each) => `${words} ${nameOf(each)}`);
  const toEveryone = ['0.0.0.0/0', '::/0'];
  return [
    ...of('aws_lb', (each) => each['internal'] !== true, 'load balancer'),
    ...of('aws_launch_template', hasPublicInterface, 'instances of'),
    ...of('aws_subnet', (each) => each['map_public_ip_on_launch'] !== false, 'whatever starts in subnet'),
    ...of('aws_db_instance', (each) => each['publicly_accessible'] === true, 'database'),
    ...of('aws_instance', () => true, 'single instance'),
    ...of('aws_eip', () => true, 'fixed address'),
    ...resources(stack, 'aws_vpc_security_group_ingress_rule')
      .filter((rule) => toEveryone.includes(rule['cidr_ipv4'] ?? rule['cidr_ipv6']))
      .map(
        (rule) =>
          `port ${rule['from_port'] ?? 'any'} to ${rule['to_port'] ?? 'any'} of ${groupOf(stack, rule)}`,
      ),
    ...of('aws_security_group', (each) => 'ingress' in each, 'rules within'),
    ...of('aws_security_group_rule', (each) => each['type'] === 'ingress', 'old form of rule'),
  ];
}

function hasPublicInterface({ network_interfaces = [] }: Record<string, any>): boolean {
  return network_interfaces.some(
    (each: Record<string, any>) => each['associate_public_ip_address'] === 'true',
  );
}

function groupOf(stack: SynthesisedStack, rule: Record<string, any>): string {
  const [, name = ''] = /^\$\{aws_security_group\.([\w-]+)\.id\}$/.exec(rule['security_group_id']) ?? [];
  return nameOf(stack.resource['aws_security_group']?.[name] ?? {});
}

function unboundedRoles(stack: SynthesisedStack, boundaries: readonly string[]): string[] {
  const isBoundary = (arn = '') =>
    boundaries.some((name) => arn.endsWith(`:policy/${name}`) || policyOf(stack, arn)?.['name'] === name);
  return resources(stack, 'aws_iam_role')
    .filter((role) => !isBoundary(role['permissions_boundary']))
    .map((role) => `The role ${nameOf(role)} has no permissions boundary.`);
}

/** The policy that an expression refers to, where the stack makes it itself. */
function policyOf(stack: SynthesisedStack, expression: string): Record<string, any> | undefined {
  const [, name = ''] = /^\$\{aws_iam_policy\.([\w-]+)\.arn\}$/.exec(expression) ?? [];
  return stack.resource['aws_iam_policy']?.[name];
}

function wideStatements(stack: SynthesisedStack, reasons: Readonly<Record<string, string>>): string[] {
  const policies = ['aws_iam_role_policy', 'aws_iam_policy'].flatMap((type) => resources(stack, type));
  const wide: string[] = policies
    .flatMap((each) => jsonOf(each['policy']).Statement)
    .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
    .map(({ Sid }) => Sid ?? 'without a name');
  return [
    ...wide
      .filter((sid) => !reasons[sid])
      .map((sid) => `The statement ${sid} is for every resource, and no reason is written down.`),
    ...Object.keys(reasons)
      .filter((sid) => !wide.includes(sid))
      .map((sid) => `The reason for ${sid} is out of date: no such statement is for every resource.`),
  ];
}

function unencrypted(stack: SynthesisedStack): string[] {
  const isTrue = (value: unknown) => value === true || value === 'true';
  const disks = (template: Record<string, any>): Record<string, any>[] =>
    template['block_device_mappings'] ?? [];
  const without = (type: string, encrypted: (each: Record<string, any>) => boolean, what: string) =>
    resources(stack, type)
      .filter((each) => !encrypted(each))
      .map((each) => `${what} ${nameOf(each)} is not encrypted.`);
  return [
    ...without(
      'aws_launch_template',
      (each) => disks(each).length > 0 && disks(each).every(({ ebs }) => isTrue(ebs?.encrypted)),
      'A disk of',
    ),
    ...without('aws_ebs_volume', (each) => isTrue(each['encrypted']), 'The volume'),
    ...without('aws_db_instance', (each) => isTrue(each['storage_encrypted']), 'The database'),
    ...without(
      'aws_sqs_queue',
      (each) => isTrue(each['sqs_managed_sse_enabled']) || Boolean(each['kms_master_key_id']),
      'The queue',
    ),
    ...bucketsWithout(stack, resources(stack, 'aws_s3_bucket_server_side_encryption_configuration')).map(
      (bucket) => `The bucket ${nameOf(bucket)} is not encrypted.`,
    ),
  ];
}

function openBuckets(stack: SynthesisedStack): string[] {
  const closing = resources(stack, 'aws_s3_bucket_public_access_block').filter((block) =>
    ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
      (each) => block[each] === true,
    ),
  );
  return bucketsWithout(stack, closing).map(
    (bucket) => `The bucket ${nameOf(bucket)} is not closed to the public.`,
  );
}

/** The buckets that none of these settings is about. */
function bucketsWithout(
  stack: SynthesisedStack,
  settings: readonly Record<string, any>[],
): Record<string, any>[] {
  const about = settings.map(({ bucket }) => bucket);
  return Object.entries(stack.resource?.['aws_s3_bucket'] ?? {})
    .filter(([name]) => !['id', 'bucket'].some((each) => about.includes(`\${aws_s3_bucket.${name}.${each}}`)))
    .map(([, bucket]) => bucket);
}

/** In a bucket that has versions, what is deleted leaves a mark, which only such a rule ever removes. */
function endlessDeleteMarkers(stack: SynthesisedStack): string[] {
  const forgets = (bucket: string) =>
    resources(stack, 'aws_s3_bucket_lifecycle_configuration')
      .filter((each) => each['bucket'] === bucket)
      .flatMap((each): Record<string, any>[] => each['rule'])
      .some(({ expiration }) => expiration?.[0].expired_object_delete_marker);
  return resources(stack, 'aws_s3_bucket_versioning')
    .filter(({ bucket }) => !forgets(bucket))
    .map(
      ({ bucket }) => `The bucket ${bucket} has versions, and keeps the marks of what was deleted for ever.`,
    );
}

function endlessLogs(stack: SynthesisedStack): string[] {
  return resources(stack, 'aws_cloudwatch_log_group')
    .filter((group) => !(group['retention_in_days'] > 0))
    .map((group) => `The log group ${nameOf(group)} never forgets.`);
}

function silentAlarms(stack: SynthesisedStack): string[] {
  // By these, ECS takes a deploy back, and it is the deploy that tells of it.
  const ofDeploys: string[] = resources(stack, 'aws_ecs_service').flatMap(
    ({ alarms }) => alarms?.alarm_names ?? [],
  );
  const isOfDeploy = (id: string) =>
    ofDeploys.some((name) => name.includes(`aws_cloudwatch_metric_alarm.${id}.`));
  return Object.entries(stack.resource?.['aws_cloudwatch_metric_alarm'] ?? {})
    .filter(([id]) => !isOfDeploy(id))
    .map(([, alarm]) => alarm)
    .filter((alarm) => !(alarm['alarm_actions']?.length > 0) || alarm['actions_enabled'] === false)
    .map((alarm) => `The alarm ${nameOf(alarm)} tells nobody.`);
}

function openTopics(stack: SynthesisedStack): string[] {
  const isEverybody = ({ Effect, Principal }: Record<string, any>) =>
    Effect === 'Allow' && [Principal, Principal?.AWS].flat().includes('*');
  return resources(stack, 'aws_sns_topic_policy')
    .filter((each) => jsonOf(each['policy']).Statement.some(isEverybody))
    .map((each) => `Anybody may use the topic ${each['arn']}.`);
}

function nameOf(resource: Record<string, any>): string {
  return (
    resource['name'] ??
    resource['alarm_name'] ??
    resource['bucket'] ??
    resource['identifier'] ??
    resource['tags']?.Name ??
    'without a name'
  );
}
