import { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { idOfZone, zonesCalled } from '../look/zones';

/** What a plan would give a new resource, as far as it is known before. */
export type Values = Readonly<Record<string, any>>;

/** More than one name has records of types. They are listed by name. */
const mostTypes = 20;

/** Says of a resource that would be made what has its identity in AWS already; nothing where nothing has. */
type Look = (account: Account, values: Values, distributions: Distributions) => Promise<string | undefined>;

/** Every distribution of the account, which is asked for them once. */
export type Distributions = () => Promise<readonly DistributionSummary[]>;

/** By type, of those that have one: which of its values is a resource's identity. Nobody looks for one that only the apply knows. */
export const identities: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: 'name',
  aws_ecr_repository: 'name',
  aws_iam_role: 'name',
  aws_route53_record: 'name',
  aws_route53_zone: 'name',
  aws_s3_bucket: 'bucket',
  aws_sqs_queue: 'name',
};

/** By type: how it is found out whether the identity that a resource would get is taken. */
export const looks: Readonly<Record<string, Look>> = {
  aws_cloudfront_distribution: async (_, { aliases }, distributions) => {
    const wanted = (aliases ?? []) as string[];
    const taken = (await distributions()).flatMap(({ Id, Aliases }) =>
      (Aliases?.Items ?? [])
        .filter((alias) => wanted.includes(alias))
        .map((alias) => `${alias} of distribution ${Id}`),
    );
    return taken.length > 0 ? taken.join(', ') : undefined;
  },
  aws_cloudwatch_log_group: async (account, { name }) => {
    const logs = new CloudWatchLogsClient(clientConfig(account));
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    return logGroups.some(({ logGroupName }) => logGroupName === name) ? `log group ${name}` : undefined;
  },
  aws_ecr_repository: (account, { name }) =>
    there(`repository ${name}`, () =>
      new ECRClient(clientConfig(account)).send(new DescribeRepositoriesCommand({ repositoryNames: [name] })),
    ),
  aws_iam_role: (account, { name }) =>
    there(`role ${name}`, () =>
      new IAMClient(clientConfig(account)).send(new GetRoleCommand({ RoleName: name })),
    ),
  aws_route53_record: async (account, { zone_id: HostedZoneId, name, type, allow_overwrite: isShared }) => {
    if (isShared || typeof HostedZoneId !== 'string') return undefined; // A zone that comes along is empty.
    const route53 = new Route53Client(clientConfig(account));
    const { ResourceRecordSets = [] } = await route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId, StartRecordName: name, MaxItems: mostTypes }),
    );
    const there = ResourceRecordSets.find(
      ({ Name = '', Type }) => Name.replace(/\.$/, '') === name && [type, 'CNAME'].includes(Type),
    );
    return there && `${there.Type} record ${name}`;
  },
  aws_route53_zone: async (account, { name }) => {
    const route53 = new Route53Client(clientConfig(account));
    const there = (await zonesCalled(route53, name)).map(idOfZone);
    return there.length > 0 ? `zone ${name} (${there.join(', ')})` : undefined;
  },
  aws_s3_bucket: (account, { bucket }) =>
    there(`bucket ${bucket}`, () =>
      new S3Client(clientConfig(account)).send(new HeadBucketCommand({ Bucket: bucket })),
    ),
  aws_sqs_queue: async (account, { name }) => {
    const sqs = new SQSClient(clientConfig(account));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
    return QueueUrls.some((url) => url.endsWith(`/${name}`)) ? `queue ${name}` : undefined;
  },
};

/** What is there, unless AWS says that it is not. */
async function there(what: string, ask: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await ask();
    return what;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if (/NotFound|NoSuch/.test(name) || $metadata?.httpStatusCode === 404) return undefined;
    throw error;
  }
}
