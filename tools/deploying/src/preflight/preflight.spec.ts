import { BudgetsClient } from '@aws-sdk/client-budgets';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { bootstrapStack, stack } from '@dotkom/synthesised/testing';
import { Account } from '../account/account';
import { answerRecorded, RecordedAnswers, refused } from '../testing/recorded-clients';
import { GithubAnswer, Outside } from './check';
import { preflight } from './preflight';
import { Row } from './row';

const clients = [
  ...[BudgetsClient, EC2Client, ElasticLoadBalancingV2Client, IAMClient, Route53Client, S3Client],
  ...[ServiceQuotasClient, SESv2Client, STSClient, CloudFrontClient, CloudWatchLogsClient, ECRClient],
  ...[SQSClient, SSMClient],
];
const ours = [{ Key: 'Repository', Value: 'dotkom/infra' }];
const servers = ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.com'];
const issuer = 'token.actions.githubusercontent.com';
const trust = (...subjects: string[]) => JSON.stringify({ [`${issuer}:sub`]: subjects });

const bootstrap = stack('bootstrap', {
  ...bootstrapStack().json.resource,
  aws_route53_zone: { zone: { name: 'grades.no' } },
  aws_s3_account_public_access_block: { buckets: {} },
  aws_ebs_snapshot_block_public_access: { snapshots: {} },
  aws_iam_openid_connect_provider: { github: { url: `https://${issuer}` } },
  aws_iam_service_linked_role: { ecs: { aws_service_name: 'ecs.amazonaws.com' } },
  aws_iam_role: {
    plan: {
      name: 'ci-plan',
      assume_role_policy: trust(
        'repo:dotkom/infra:environment:drift',
        'repo:dotkom@1/infra@2:environment:drift',
      ),
    },
    release: {
      name: 'ci-release',
      assume_role_policy: trust('repo:dotkom/monoweb:environment:grades-staging'),
    },
  },
});
const platform = stack('platform-prod', {
  aws_lb: { gateway: {} },
  aws_acm_certificate: { one: {}, two: {} },
  aws_lb_listener_certificate: { two: { listener_arn: 'https' } },
  aws_budgets_budget: { month: {} },
  aws_vpc: { network: {} },
  aws_eip: { nat: {} },
  aws_launch_template: { node: { instance_type: 't4g.small' }, nat: { instance_type: 't4g.nano' } },
  aws_autoscaling_group: {
    nodes: { min_size: 3, max_size: 8, launch_template: { id: '${aws_launch_template.node.id}' } },
    nat: { desired_capacity: 1, max_size: 2, launch_template: [{ id: '${aws_launch_template.nat.id}' }] },
  },
});
const application = stack('grades-prod', {
  aws_iam_role: { task: { name: 'grades-prod-task' } },
  aws_s3_bucket: { files: { bucket: 'dotkom-grades-prod-files' } },
  aws_lb_listener_rule: { one: { listener_arn: 'https' }, two: { listener_arn: 'https' } },
  aws_lb_target_group: { one: {} },
  aws_cloudfront_distribution: { site: { aliases: ['app.grades.no'] } },
  aws_cloudwatch_log_group: {
    web: { name: '/applications/grades/prod/web' },
    other: { name: '${local.name}' },
  },
  aws_ecr_repository: { web: { name: 'grades/prod/web' } },
  aws_sqs_queue: { mail: { name: 'grades-prod-mail' } },
  aws_ssm_parameter: { wish: { name: '/databases/grades/prod/web' } },
  aws_iam_role_policy: {
    send: { policy: '{"Resource":["arn:aws:ses:eu-north-1:1:identity/online.ntnu.no"]}' },
  },
});
const estate = [bootstrap, platform, application];

const limits = {
  'application-load-balancers': 50,
  'target-groups': 3000,
  'rules-per-application-load-balancer': 100,
  'certificates-per-application-load-balancer': 25,
};
const zone = { Name: 'grades.no.', Id: '/hostedzone/Z1', ResourceRecordSetCount: 12 };

/** An account in which everything is as it should be before the platform, and after bootstrap. */
const goodAccount: RecordedAnswers = {
  GetCallerIdentity: { Account: '123456789012', Arn: 'arn:aws:sts::123456789012:assumed-role/admin/kari' },
  ListHostedZonesByName: { HostedZones: [zone, { Name: 'grades.no.eu.', Id: '/hostedzone/Z2' }] },
  ListTagsForResource: { ResourceTagSet: { Tags: ours }, tags: { Repository: 'dotkom/infra' } },
  GetHostedZone: { DelegationSet: { NameServers: servers } },
  ListOpenIDConnectProviders: { OpenIDConnectProviderList: [] },
  ListRoles: ({ PathPrefix }) => ({
    Roles: PathPrefix ? [{ Path: '/aws-service-role/ecs.amazonaws.com/' }] : [],
  }),
  ListPolicies: { Policies: [] },
  HeadBucket: refused('no such bucket', 'NotFound', 404),
  ListBuckets: { Buckets: [] },
  DescribeSnapshots: { Snapshots: [] },
  DescribeInstanceTypes: {
    InstanceTypes: ['t4g.small', 't4g.nano'].map((InstanceType) => ({
      InstanceType,
      VCpuInfo: { DefaultVCpus: 2 },
    })),
  },
  GetServiceQuota: { Quota: { Value: 32 } },
  DescribeAddresses: { Addresses: [] },
  DescribeVpcs: { Vpcs: [] },
  DescribeAccountLimits: {
    Limits: Object.entries(limits).map(([Name, Max]) => ({ Name, Max: String(Max) })),
  },
  DescribeBudgets: {},
  GetAccount: { ProductionAccessEnabled: true },
  ListDistributions: {},
  DescribeLogGroups: { logGroups: [{ logGroupName: '/applications/grades/prod/web', logGroupArn: 'arn' }] },
  DescribeRepositories: refused('none', 'RepositoryNotFoundException', 400),
  ListQueues: {},
  DescribeParameters: {},
  GetEmailIdentity: { VerifiedForSendingStatus: true },
};
const github =
  (policies: string[], there = true) =>
  async (path: string): Promise<GithubAnswer> => {
    if (path === '/repos/dotkom/infra') return { status: 200, body: {} };
    if (path.endsWith('/deployment-branch-policies'))
      return { status: 200, body: { branch_policies: policies.map((name) => ({ name })) } };
    const limited = { protected_branches: false, custom_branch_policies: true };
    return there
      ? { status: 200, body: { deployment_branch_policy: policies.length > 0 ? limited : null } }
      : { status: 404, body: {} };
  };
const goodOutside: Outside = { delegation: async () => [...servers].reverse(), github: github(['main']) };

interface Asked {
  readonly of?: typeof bootstrap;
  readonly answers?: RecordedAnswers;
  readonly outside?: Partial<Outside>;
  readonly env?: NodeJS.ProcessEnv;
}

async function asked({ of = platform, answers = {}, outside = {}, env = {} }: Asked) {
  answerRecorded(clients, { ...goodAccount, ...answers });
  const account: Account = { isLocal: false, env, folder: '', variables: {} };
  const lines: string[] = [];
  const say = (line: string) => lines.push(line);
  const passes = await preflight([of], estate, account, say, { json: true }, { ...goodOutside, ...outside });
  const rows: Row[] = JSON.parse(lines.join('\n'));
  return { passes, rows, row: (what: string) => rows.find((each) => each.what === what) };
}

afterEach(() => jest.restoreAllMocks());

describe('an account', () => {
  it.each([bootstrap, platform])('that is as it should be, is ready in every row', async (of) => {
    const { passes, rows } = await asked({ of });
    expect(rows.filter(({ readiness }) => readiness !== 'ready')).toEqual([]);
    expect(rows.length).toBeGreaterThan(8);
    expect(passes).toBe(true);
  });

  it('is named, with who is signed in to it, and is better not used as root', async () => {
    expect((await asked({})).row('Account')?.found).toMatch(/^123456789012, as .*\/kari$/);
    const GetCallerIdentity = { Account: '1', Arn: 'arn:aws:iam::1:root' };
    expect((await asked({ answers: { GetCallerIdentity } })).row('Account')?.readiness).toBe('not ready');
  });

  it('that nobody is signed in to, is said to be so, once', async () => {
    const GetCallerIdentity = refused('no token', 'CredentialsProviderError');
    await expect(asked({ answers: { GetCallerIdentity } })).rejects.toThrow(
      /who is signed in.*signed in to/s,
    );
  });

  it.each<[what: string, of: typeof bootstrap, change: Omit<Asked, 'of'>, found: RegExp]>([
    [
      'vCPUs of On-Demand instances',
      platform,
      { answers: { GetServiceQuota: { Quota: { Value: 5 } } } },
      /needs 8 to run and 20 at its peak, the account may have 5/,
    ],
    [
      'vCPUs of On-Demand instances',
      platform,
      {
        answers: {
          GetServiceQuota: refused('default', 'NoSuchResourceException', 400),
          GetAWSDefaultServiceQuota: { Quota: { Value: 6 } },
        },
      },
      /may have 6/,
    ],
    [
      'Networks (VPCs)',
      platform,
      {
        answers: {
          GetServiceQuota: { Quota: { Value: 2 } },
          DescribeVpcs: { Vpcs: [{}, {}, { Tags: ours }] },
        },
      },
      /needs 1, the account may have 2, of which others use 2/,
    ],
    [
      'Rules of a load balancer',
      platform,
      {
        answers: {
          DescribeAccountLimits: { Limits: [{ Name: 'rules-per-application-load-balancer', Max: '1' }] },
        },
      },
      /needs 2, the account may have 1/,
    ],
    ['Roles of AWS services', platform, { answers: { ListRoles: { Roles: [] } } }, /ecs\.amazonaws\.com/],
    ['Delegation of grades.no', platform, { outside: { delegation: async () => [] } }, /names no servers/],
    [
      'Delegation of grades.no',
      platform,
      { outside: { delegation: async () => ['ns.elsewhere.example'] } },
      /ns\.elsewhere\.example/,
    ],
    [
      'Delegation of grades.no',
      platform,
      { answers: { ListHostedZonesByName: { HostedZones: [] } } },
      /no such zone/,
    ],
    ['Access to billing', platform, { answers: { DescribeBudgets: refused('no') } }, /may not be read/],
    ['E-mail (SES)', platform, { answers: { GetAccount: {} } }, /sandbox/],
    [
      'E-mail from online.ntnu.no',
      platform,
      { answers: { GetEmailIdentity: refused('none', 'NotFoundException', 404) } },
      /does not know/,
    ],
    [
      'The role grades-prod-task',
      platform,
      {
        answers: {
          ListRoles: { Roles: [{ RoleName: 'grades-prod-task', Path: '/x/y/' }] },
          GetRole: { Role: {} },
        },
      },
      /not ours/,
    ],
    [
      'Bucket dotkom-grades-prod-files',
      platform,
      { answers: { HeadBucket: refused('no', 'Forbidden', 403) } },
      /another account/,
    ],
    [
      'The repository grades/prod/web',
      platform,
      {
        answers: {
          DescribeRepositories: { repositories: [{ repositoryArn: 'arn' }] },
          ListTagsForResource: { tags: [{ Key: 'Project', Value: 'old' }] },
        },
      },
      /not ours: repository grades\/prod\/web \(Project=old\)/,
    ],
    [
      'The app.grades.no of distribution E1',
      platform,
      {
        answers: {
          ListDistributions: {
            DistributionList: { Items: [{ Id: 'E1', Aliases: { Items: ['app.grades.no'] } }] },
          },
          ListTagsForResource: { Tags: { Items: [] }, tags: { Repository: 'dotkom/infra' } },
        },
      },
      /without tags/,
    ],
    [
      'Zone grades.no',
      bootstrap,
      { answers: { ListTagsForResource: { ResourceTagSet: {} } } },
      /exists \(Z1, 12 records\), and no state of ours/,
    ],
    [
      'Zone grades.no',
      bootstrap,
      { answers: { ListHostedZonesByName: { HostedZones: [zone, zone] } } },
      /2 public zones/,
    ],
    [
      "GitHub's OIDC provider",
      bootstrap,
      {
        answers: {
          ListOpenIDConnectProviders: {
            OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::1:oidc-provider/${issuer}` }],
          },
          GetOpenIDConnectProvider: { Tags: [] },
        },
      },
      /no state of ours holds it/,
    ],
    [
      'Bucket cdn',
      bootstrap,
      {
        answers: {
          ListBuckets: { Buckets: [{ Name: 'cdn' }] },
          GetPublicAccessBlock: refused('none', 'NoSuchPublicAccessBlockConfiguration', 404),
          GetBucketPolicyStatus: { PolicyStatus: { IsPublic: true } },
        },
      },
      /is public/,
    ],
    [
      'Public snapshots',
      bootstrap,
      {
        answers: {
          DescribeSnapshots: { Snapshots: [{ SnapshotId: 'snap-1' }] },
          DescribeSnapshotAttribute: { CreateVolumePermissions: [{ Group: 'all' }] },
        },
      },
      /snap-1/,
    ],
    [
      'Environment drift of dotkom/infra',
      bootstrap,
      { outside: { github: github([]) } },
      /every branch may use it/,
    ],
    [
      'Environment drift of dotkom/infra',
      bootstrap,
      { outside: { github: github(['main', 'feature/*']) } },
      /main, feature\/\* may use it/,
    ],
    ['Environment drift of dotkom/infra', bootstrap, { outside: { github: github([], false) } }, /not there/],
  ])('is not ready for %s, and says what to do', async (what, of, change, found) => {
    const { passes, row } = await asked({ of, ...change });
    expect(row(what)).toMatchObject({ readiness: 'not ready', found: expect.stringMatching(found) });
    expect(row(what)?.todo).toMatch(/\w+.*\./);
    expect(passes).toBe(false);
  });

  it.each<[what: string, of: typeof bootstrap, change: Omit<Asked, 'of'>]>([
    ['GitHub environments', bootstrap, { outside: { github: undefined } }],
    ['E-mail (SES)', platform, { answers: { GetAccount: refused('no') } }],
    [
      'Delegation of grades.no',
      platform,
      { outside: { delegation: () => Promise.reject(new Error('queryNs ETIMEOUT')) } },
    ],
  ])('is not known to be ready for %s where nobody says, which fails nothing', async (what, of, change) => {
    const { passes, row } = await asked({ of, ...change });
    expect(row(what)?.readiness).toBe('not known');
    expect(passes).toBe(true);
  });

  it('is ready where what is there is adopted, or limited elsewhere', async () => {
    const adopting = {
      ListOpenIDConnectProviders: {
        OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::1:oidc-provider/${issuer}` }],
      },
      GetOpenIDConnectProvider: { Tags: [] },
    };
    const env = { TF_VAR_github_provider_exists: 'true' };
    const adopted = await asked({ of: bootstrap, answers: adopting, env });
    expect(adopted.row("GitHub's OIDC provider")).toMatchObject({ readiness: 'ready' });

    const foreign = { ListTagsForResource: { ResourceTagSet: {} } };
    const told = (value: string) =>
      asked({ of: bootstrap, answers: foreign, env: { TF_VAR_existing_zones: value } });
    expect((await told('{"grades.no":"Z1"}')).row('Zone grades.no')).toMatchObject({ readiness: 'ready' });
    for (const other of ['{"grades.no":"Z2"}', '{"vinstraff.no":"Z1"}', 'Z1', 'null', '"Z1"']) {
      expect((await told(other)).row('Zone grades.no')).toMatchObject({
        readiness: 'not ready',
        todo: expect.stringContaining(`Set TF_VAR_existing_zones='{"grades.no":"Z1"}' for its first diff`),
      });
    }

    const hidden = await asked({ of: bootstrap, outside: { github: github([], false) } });
    expect(hidden.row('Environment grades-staging of dotkom/monoweb')?.readiness).toBe('not known');

    const open = await asked({ of: bootstrap, outside: { github: github([]) } });
    expect(open.row('Environment grades-staging of dotkom/monoweb')?.readiness).toBe('ready');
    expect(open.rows.filter(({ what }) => what.startsWith('Environment drift'))).toHaveLength(1);
  });

  it('whose check is wrong, is not said to be in order: the mistake is thrown', async () => {
    const ListBuckets = new TypeError('x is undefined');
    await expect(asked({ of: bootstrap, answers: { ListBuckets } })).rejects.toThrow('x is undefined');
  });
});

describe('the table', () => {
  it('has a line for each row, what to do below it, and how many there are of each', async () => {
    answerRecorded(clients, { ...goodAccount, GetAccount: {} });
    const lines: string[] = [];
    const account: Account = { isLocal: false, env: {}, folder: '', variables: {} };
    await preflight([platform], estate, account, (line) => lines.push(line), {}, goodOutside);
    const at = lines.findIndex((line) => line.startsWith('NOT READY'));
    expect(lines[at]).toMatch(/^NOT READY  E-mail \(SES\) +in its sandbox/);
    expect(lines[at + 1]).toMatch(/^ +→ Ask AWS for production access/);
    expect(lines.at(-1)).toMatch(/^\d+ ready, 1 not ready, 0 not known\.$/);
  });
});
