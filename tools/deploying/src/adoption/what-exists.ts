import {
  CloudFrontClient,
  DistributionSummary,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudfront';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand as ListTagsOfLogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeRepositoriesCommand,
  ECRClient,
  ListTagsForResourceCommand as ListTagsOfRepository,
} from '@aws-sdk/client-ecr';
import {
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import { ListTagsForResourceCommand as ListTagsOfZone, Route53Client } from '@aws-sdk/client-route-53';
import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  DescribeParametersCommand,
  ListTagsForResourceCommand as ListTagsOfParameter,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { idOfZone, zonesCalled } from '../look/zones';
import { RecordsThere } from './records-there';
import { byKey, Existing, statusOf, withTags } from './whose';

/** What a plan would give a new resource, as far as it is known before. */
export type Values = Readonly<Record<string, any>>;

/** What is looked at beside the resource itself. */
export interface Surroundings {
  /** Every distribution of the account, which is asked for them once. */
  readonly distributions: () => Promise<readonly DistributionSummary[]>;
  /** Whether adoption.json says of a host where it leads. */
  readonly isAdopted: (host: string) => boolean;
}

/** Says of a resource that would be made what has its identity in AWS already; nothing where nothing has. */
type Look = (account: Account, values: Values, around: Surroundings) => Promise<Existing | undefined>;

/** By type, of those that have one: which of its values is a resource's identity. Nobody looks for one that only the apply knows. */
export const identities: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: 'name',
  aws_ecr_repository: 'name',
  aws_iam_openid_connect_provider: 'url',
  aws_iam_role: 'name',
  aws_route53_record: 'name',
  aws_route53_zone: 'name',
  aws_s3_bucket: 'bucket',
  aws_sqs_queue: 'name',
  aws_ssm_parameter: 'name',
};

/** By type: how it is found out whether the identity that a resource would get is taken. Certificates have none. */
export const looks: Readonly<Record<string, Look>> = {
  aws_cloudfront_distribution: async (account, { aliases }, { distributions }) => {
    const wanted = (aliases ?? []) as string[];
    const has = ({ Aliases }: DistributionSummary) =>
      (Aliases?.Items ?? []).filter((alias) => wanted.includes(alias));
    const [taken] = (await distributions()).filter((each) => has(each).length > 0);
    if (!taken) return undefined;
    return withTags(`${has(taken).join(', ')} of distribution ${taken.Id}`, async () => {
      const asked = new ListTagsForResourceCommand({ Resource: taken.ARN });
      return byKey((await new CloudFrontClient(clientConfig(account)).send(asked)).Tags?.Items);
    });
  },
  aws_cloudwatch_log_group: async (account, { name }) => {
    const logs = new CloudWatchLogsClient(clientConfig(account));
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    const found = logGroups.find(({ logGroupName }) => logGroupName === name);
    if (!found) return undefined;
    const resourceArn = found.logGroupArn ?? found.arn?.replace(/:\*$/, '');
    const tags = async () => (await logs.send(new ListTagsOfLogGroup({ resourceArn }))).tags ?? {};
    return withTags(`log group ${name}`, tags);
  },
  aws_ecr_repository: async (account, { name }) => {
    const ecr = new ECRClient(clientConfig(account));
    const there = await found(() => ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })));
    if (!there) return undefined;
    const resourceArn = there.repositories?.[0]?.repositoryArn;
    const tags = async () => byKey((await ecr.send(new ListTagsOfRepository({ resourceArn }))).tags);
    return withTags(`repository ${name}`, tags);
  },
  aws_iam_openid_connect_provider: async (account, { url }) => {
    const iam = new IAMClient(clientConfig(account));
    const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    const host = url.replace('https://', '');
    const there = OpenIDConnectProviderList.find(({ Arn = '' }) => Arn.endsWith(`/${host}`));
    if (!there) return undefined;
    const asked = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: there.Arn });
    return withTags(`OIDC provider ${host}`, async () => byKey((await iam.send(asked)).Tags));
  },
  aws_iam_role: async (account, { name }) => {
    const iam = new IAMClient(clientConfig(account));
    const there = await found(() => iam.send(new GetRoleCommand({ RoleName: name })));
    return there && { what: `role ${name}`, tags: byKey(there.Role?.Tags) };
  },
  aws_route53_record: async (account, { zone_id: zoneId, name, type, allow_overwrite }, { isAdopted }) => {
    if (allow_overwrite || typeof zoneId !== 'string') return undefined; // Shared, or in a zone that comes along and is empty.
    const records = new RecordsThere(new Route53Client(clientConfig(account)));
    const wanted = { zoneId, name, type };
    const what =
      (await records.same(wanted)) ?? (isAdopted(name) ? undefined : await records.wildcard(wanted));
    return what === undefined ? undefined : { what };
  },
  aws_route53_zone: async (account, { name }) => {
    const route53 = new Route53Client(clientConfig(account));
    const ids = (await zonesCalled(route53, name)).map(idOfZone);
    if (ids.length === 0) return undefined;
    const asked = new ListTagsOfZone({ ResourceType: 'hostedzone', ResourceId: ids[0] });
    const tags = async () => byKey((await route53.send(asked)).ResourceTagSet?.Tags);
    return withTags(`zone ${name}, as ${ids.join(' and ')}`, tags);
  },
  aws_s3_bucket: async (account, { bucket: Bucket }) => {
    const s3 = new S3Client(clientConfig(account));
    if (!(await found(() => s3.send(new HeadBucketCommand({ Bucket }))))) return undefined;
    const tags = async () => byKey((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet);
    return withTags(`bucket ${Bucket}`, tags);
  },
  aws_sqs_queue: async (account, { name }) => {
    const sqs = new SQSClient(clientConfig(account));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
    const QueueUrl = QueueUrls.find((url) => url.endsWith(`/${name}`));
    if (!QueueUrl) return undefined;
    const tags = async () => (await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags ?? {};
    return withTags(`queue ${name}`, tags);
  },
  aws_ssm_parameter: async (account, { name }) => {
    const ssm = new SSMClient(clientConfig(account));
    const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: [name] }];
    const { Parameters = [] } = await ssm.send(new DescribeParametersCommand({ ParameterFilters }));
    if (!Parameters.some(({ Name }) => Name === name)) return undefined;
    const asked = new ListTagsOfParameter({ ResourceType: 'Parameter', ResourceId: name });
    return withTags(`parameter ${name}`, async () => byKey((await ssm.send(asked)).TagList));
  },
};

/** What AWS answers, unless it says that there is no such thing. */
async function found<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (/NotFound|NoSuch/.test((error as Error).name) || statusOf(error) === 404) return undefined;
    throw error;
  }
}
