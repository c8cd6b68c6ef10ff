import { databaseName } from '@dotkom/platform/contract/conventions';
import { jsonOf, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { applications, stacksOf } from '../applications';
import { Thing, Things } from './inventory';

/** What the applications of this repository have, read from nothing but what they synthesise. */
export function whatIsHere(): Things {
  const of = (read: (stack: SynthesisedStack, application: string) => Found[]): Thing[] =>
    stacks.flatMap(({ application, environment, stack }) =>
      read(stack, application).map(({ name, cells }) => ({ here: name, environment, cells })),
    );
  const stacks = applications.flatMap((application) =>
    Object.entries(stacksOf(application)).map(([name, stack]) => ({
      application,
      environment: name.slice(application.length + 1),
      stack,
    })),
  );
  return {
    services: of(services),
    queues: of(queues),
    sites: of(sites),
    databases: of(databases),
    records: of(records),
  };
}

interface Found {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The resources of a type with their addresses, which begin with what the application calls the construct. */
const addressed = (stack: SynthesisedStack, type: string): [string, Record<string, any>][] =>
  Object.entries(stack.resource[type] ?? {});
const nameIn = (address: string) => address.split('_')[0];
const list = (texts: readonly string[]) => [...texts].sort().join(', ') || 'none';
const outputs = (stack: SynthesisedStack): any[] =>
  Object.values<any>(stack['output'] ?? {}).map(({ value }) => value);

function services(stack: SynthesisedStack, application: string): Found[] {
  return outputs(stack)
    .filter(({ service }) => service)
    .map((each) => {
      const container = containerOf(stack, each.service);
      return {
        name: `${application}/${each.service}`,
        cells: {
          Host: each.hosts.join(', '),
          Port: String(container['portMappings'][0].containerPort),
          'Health path': each.healthCheckPath,
          'Container check': container['healthCheck'] ? container['healthCheck'].command[1] : 'none',
          CPU: String(each.cpuUnits),
          Memory: String(each.memoryMebibytes),
          Tasks: each.mostTasks > each.count ? `${each.count} to ${each.mostTasks}` : String(each.count),
          Architecture: each.pool,
          'Image from': imageOf(stack, each.service),
          Secrets: list(container['secrets'].map(({ name }: { name: string }) => name)),
          Permissions: permissionsOf(stack, each.service),
        },
      };
    });
}

function containerOf(stack: SynthesisedStack, service: string): Record<string, any> {
  const all = resources(stack, 'aws_ecs_task_definition').flatMap((each) =>
    jsonOf(each['container_definitions']),
  );
  return all.find(({ name }) => name === service);
}

/** The repository whose name is in the container's image, as an expression. */
function imageOf(stack: SynthesisedStack, service: string): string {
  const [, address = ''] = /aws_ecr_repository\.([\w-]+)\./.exec(containerOf(stack, service)['image']) ?? [];
  return stack.resource['aws_ecr_repository']?.[address]?.name;
}

/** What a service's own role may do, in words: the actions, and on what. */
function permissionsOf(stack: SynthesisedStack, service: string): string {
  const task = resources(stack, 'aws_ecs_task_definition').find(({ family }) =>
    family.endsWith(`-${service}`),
  );
  const role = String(task?.['task_role_arn']).replace(/\.arn\}$/, '.');
  const statements = resources(stack, 'aws_iam_role_policy')
    .filter((policy) => String(policy['role']).startsWith(role))
    .flatMap(({ policy }) => jsonOf(policy).Statement);
  const actions = new Map<string, Set<string>>();
  for (const { Action, Resource } of statements) {
    for (const resource of [Resource].flat()) {
      const on = named(stack, resource);
      actions.set(on, new Set([...(actions.get(on) ?? []), ...[Action].flat()]));
    }
  }
  const sentences = [...actions].map(([on, allowed]) => `${list([...allowed])} on ${on}`);
  return sentences.sort().join('; ') || 'none';
}

/** The name of what an ARN is of. */
function named(stack: SynthesisedStack, arn: string): string {
  const [expression] = /^\$\{aws_\w+\.[\w-]+\.arn\}/.exec(arn) ?? [];
  if (!expression) return arn.replace(/^arn:.*:/, '');
  const { bucket, name } = referred(stack, expression);
  return bucket ?? name;
}

function queues(stack: SynthesisedStack, application: string): Found[] {
  const days = (seconds: number) => (seconds === 86_400 ? '1 day' : `${seconds / 86_400} days`);
  return addressed(stack, 'aws_sqs_queue')
    .filter(([, queue]) => queue['redrive_policy'])
    .map(([address, queue]) => {
      const { deadLetterTargetArn, maxReceiveCount } = jsonOf(queue['redrive_policy']);
      const letters = referred(stack, deadLetterTargetArn);
      const names = [`\${aws_sqs_queue.${address}.name}`, deadLetterTargetArn.replace('.arn}', '.name}')];
      const alarms = resources(stack, 'aws_cloudwatch_metric_alarm').filter(({ dimensions }) =>
        names.includes(dimensions.QueueName),
      );
      return {
        name: `${application}/${nameIn(address)}`,
        cells: {
          Name: queue['name'],
          Attempts: String(maxReceiveCount),
          Kept: days(queue['message_retention_seconds']),
          'Dead letters kept': days(letters['message_retention_seconds']),
          'Handled within': `${queue['visibility_timeout_seconds']} seconds`,
          Encryption: queue['sqs_managed_sse_enabled'] ? 'by SQS' : 'not set',
          Alarms: String(alarms.length),
        },
      };
    });
}

function sites(stack: SynthesisedStack, application: string): Found[] {
  return outputs(stack)
    .filter(({ site }) => site)
    .map(({ site, hosts, bucket, uploadRole }) => {
      const [, address = ''] = /aws_s3_bucket\.([\w-]+)\./.exec(bucket) ?? [];
      const of = (type: string): Record<string, any> | undefined =>
        addressed(stack, type).find(([each]) => nameIn(each) === site)?.[1];
      const cors = [of('aws_cloudfront_response_headers_policy')?.['cors_config']].flat()[0];
      const block = resources(stack, 'aws_s3_bucket_public_access_block').find((each) =>
        String(each['bucket']).includes(`.${address}.`),
      );
      const isClosed = block?.['block_public_policy'] && block['restrict_public_buckets'];
      const writers = outputs(stack).filter(
        ({ service }) =>
          service &&
          permissionsOf(stack, service).includes(String(stack.resource['aws_s3_bucket']?.[address]?.bucket)),
      );
      return {
        name: `${application}/${site}`,
        cells: {
          Host: hosts.join(', '),
          Bucket: isClosed ? 'private' : 'public',
          'Read by pages of': list(cors?.access_control_allow_origins.items ?? []),
          'A missing file is': missingFile(of('aws_cloudfront_distribution'), of('aws_cloudfront_function')),
          'Least TLS': [of('aws_cloudfront_distribution')?.['viewer_certificate']].flat()[0]
            .minimum_protocol_version,
          'Uploaded by': list([...writers.map(({ service }) => service), ...(uploadRole ? ['CI'] : [])]),
        },
      };
    });
}

function missingFile(distribution?: Record<string, any>, edge?: Record<string, any>): string {
  if (distribution?.['custom_error_response']) return '200, index.html';
  return edge?.['code'].includes('"singlePage":true') ? '404; a page is index.html' : '404';
}

function databases(stack: SynthesisedStack, application: string): Found[] {
  return resources(stack, 'aws_lambda_invocation')
    .map(({ input }) => jsonOf(input))
    .map((owner) => ({
      name: application,
      cells: { Name: databaseName(owner) },
    }));
}

/** Those that lead to no service of ours. */
function records(stack: SynthesisedStack, application: string): Found[] {
  return resources(stack, 'aws_route53_record')
    .filter(({ alias, records: values }) => !alias && values && !JSON.stringify(values).includes('${'))
    .map(({ name, type, ttl, records: values }) => ({
      name: `${application} ${name} ${type}`,
      cells: { Value: list(values), TTL: String(ttl) },
    }));
}
