import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { EnvironmentAdoption } from '@dotkom/stack/adoption';
import { Change } from '../terraform/plan-summary';
import { answerRecorded, RecordedAnswers, refused } from '../testing/recorded-clients';
import { collisions } from './collisions';

const account = { isLocal: false, env: {}, folder: '/nowhere', variables: {} };
const clients = [
  CloudFrontClient,
  CloudWatchLogsClient,
  ECRClient,
  IAMClient,
  Route53Client,
  S3Client,
  SQSClient,
  SSMClient,
];
const values: Readonly<Record<string, object>> = {
  'aws_cloudfront_distribution.web': { aliases: ['app.grades.no'] },
  'aws_cloudwatch_log_group.web': { name: '/applications/grades/prod/web' },
  'aws_ecr_repository.web': { name: 'grades/prod/web' },
  'aws_iam_openid_connect_provider.github': { url: 'https://token.actions.githubusercontent.com' },
  'aws_iam_role.web': { name: 'grades-prod-web' },
  'aws_route53_record.web': { zone_id: 'Z1', name: 'grades.no', type: 'A' },
  'aws_route53_zone.zone': { name: 'grades.no' },
  'aws_s3_bucket.files': { bucket: 'dotkom-grades-prod-files' },
  'aws_sqs_queue.mail': { name: 'grades-prod-mail' },
  'aws_ssm_parameter.wish': { name: '/databases/grades/prod/web' },
};
/** AWS has something of each, that is almost but not quite what would be made. */
const nothing: RecordedAnswers = {
  ListDistributions: { DistributionList: { Items: [{ Id: 'E1', Aliases: { Items: ['grades.no'] } }] } },
  DescribeLogGroups: { logGroups: [{ logGroupName: '/applications/grades/prod/web-2' }] },
  DescribeRepositories: refused('none', 'RepositoryNotFoundException', 400),
  ListOpenIDConnectProviders: {
    OpenIDConnectProviderList: [{ Arn: 'arn:aws:iam::1:oidc-provider/example.org' }],
  },
  GetRole: refused('none', 'NoSuchEntityException', 404),
  ListResourceRecordSets: { ResourceRecordSets: [{ Name: 'grades.no.', Type: 'AAAA' }] },
  ListHostedZonesByName: {
    HostedZones: [
      { Id: '/hostedzone/Z1', Name: 'grades.no.', Config: { PrivateZone: true } },
      { Id: '/hostedzone/Z2', Name: 'grades.no.example.org.' },
    ],
  },
  HeadBucket: refused('none', 'NotFound', 404),
  ListQueues: { QueueUrls: ['https://sqs/123456789012/grades-prod-mail-dead-letters'] },
  DescribeParameters: { Parameters: [{ Name: '/databases/grades/prod/web2' }] },
};
const everything: RecordedAnswers = {
  ListDistributions: { DistributionList: { Items: [{ Id: 'E1', Aliases: { Items: ['app.grades.no'] } }] } },
  DescribeLogGroups: { logGroups: [{ logGroupName: '/applications/grades/prod/web' }] },
  DescribeRepositories: { repositories: [{}] },
  ListOpenIDConnectProviders: {
    OpenIDConnectProviderList: [{ Arn: 'arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com' }],
  },
  GetRole: { Role: {} },
  ListResourceRecordSets: { ResourceRecordSets: [{ Name: 'grades.no.', Type: 'A' }] },
  ListHostedZonesByName: { HostedZones: [{ Id: '/hostedzone/Z3', Name: 'grades.no.' }] },
  HeadBucket: {},
  ListQueues: { QueueUrls: ['https://sqs/123456789012/grades-prod-mail'] },
  DescribeParameters: { Parameters: [{ Name: '/databases/grades/prod/web' }] },
};

let said: string[] = [];

const found = (
  answers: RecordedAnswers,
  action: Change['action'] = 'create',
  adoption: EnvironmentAdoption = {},
) => {
  answerRecorded(clients, answers);
  const changes = Object.keys(values).map((address) => ({
    address,
    constructPath: address,
    action,
    attributes: [],
  }));
  const details = new Map(
    Object.entries(values).map(([address, after]) => [address, { before: null, after }]),
  );
  return collisions(account, changes, details, adoption, (line) => void said.push(line));
};

beforeEach(() => void (said = []));
afterEach(() => jest.restoreAllMocks());

describe('what a first deploy would create', () => {
  it('is in nothing’s way where AWS has other things', async () => {
    expect(await found(nothing)).toEqual([]);
  });

  it('is told with what exists under its identity, and what to do', async () => {
    const problems = await found(everything);
    expect(problems).toHaveLength(Object.keys(values).length);
    for (const what of [
      'app.grades.no of distribution E1',
      'log group /applications/grades/prod/web',
      'repository grades/prod/web',
      'role grades-prod-web',
      'bucket dotkom-grades-prod-files',
      'queue grades-prod-mail',
      'parameter /databases/grades/prod/web',
      'OIDC provider token.actions.githubusercontent.com',
    ])
      expect(problems.join('\n')).toContain(`and exists: ${what}`);
    expect(problems.find((each) => each.startsWith('aws_route53_record'))).toMatch(
      /A record grades\.no.*nx g adopt/,
    );
    expect(problems.find((each) => each.startsWith('aws_route53_zone'))).toMatch(
      /zone grades\.no, as Z3.*TF_VAR_existing_zones/,
    );
  });

  it('is told with whose it is by its tags, where whoever asks may see them', async () => {
    const tags = { Name: 'x', Size: '1', Colour: 'red', Owner: 'others', Application: 'wiki' };
    const asList = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const problems = await found({
      ...everything,
      GetRole: { Role: { Tags: asList } },
      ListQueueTags: { Tags: tags },
      GetBucketTagging: refused('none', 'NoSuchTagSet', 404),
    });
    const whose = '(Application=wiki, Owner=others, Name=x, Size=1)';
    expect(problems.join('\n')).toContain(`role grades-prod-web ${whose}`);
    expect(problems.join('\n')).toContain(`queue grades-prod-mail ${whose}`);
    expect(problems.join('\n')).toContain('bucket dotkom-grades-prod-files (without tags)');
    expect(problems.join('\n')).toContain('repository grades/prod/web. ');
  });

  it('is left to the apply where nobody may ask, and that is said', async () => {
    expect(
      await found({ ...nothing, GetRole: refused('no'), HeadBucket: refused('no', 'Forbidden') }),
    ).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/not looked for.*aws_iam_role, aws_s3_bucket exist/)]);
    await found(nothing);
    expect(said).toHaveLength(1);
  });

  it('is not said to be in nothing’s way while the account does not answer', async () => {
    const throttled = refused('Rate exceeded', 'ThrottlingException', 400);
    await expect(found({ ...everything, ListQueues: throttled })).rejects.toThrow(/Rate exceeded/);
  });

  it('is looked for among the distributions once, however many there are to be', async () => {
    let asked = 0;
    answerRecorded(clients, {
      ListDistributions: () => ((asked += 1), nothing['ListDistributions'] as object),
    });
    const addresses = ['aws_cloudfront_distribution.one', 'aws_cloudfront_distribution.two'];
    const changes = addresses.map((address) => ({
      address,
      constructPath: address,
      action: 'create' as const,
      attributes: [],
    }));
    const details = new Map(addresses.map((address) => [address, { after: { aliases: ['a.no'] } }]));
    expect(await collisions(account, changes, details, {}, () => undefined)).toEqual([]);
    expect(asked).toBe(1);
  });

  it('is not what a plan changes or adopts, which is told as held or adopted', async () => {
    for (const action of ['update', 'import'] as const) expect(await found(everything, action)).toEqual([]);
    expect(said.join('\n')).toContain('adopted: A grades.no');
    said = [];
    const before = { A: { values: ['192.0.2.1'], ttl: 60 } };
    await found(everything, 'import', {
      hosts: { 'grades.no': { is: 'held', since: '2026-11-26', before } },
    });
    expect(said.join('\n')).toContain('held: A grades.no');
    expect(said.join('\n')).toContain('adopted: aws_ecr_repository grades/prod/web');
  });

  it('is nothing where its identity is known only to the apply, or it has none', async () => {
    answerRecorded(clients, everything);
    const changes = Object.keys(values).map((address) => ({
      address,
      constructPath: address,
      action: 'create' as const,
      attributes: [],
    }));
    const unknown = { name: null, bucket: null, aliases: null };
    const details = new Map(changes.map(({ address }) => [address, { after: unknown }]));
    expect(await collisions(account, changes, details, {}, () => undefined)).toEqual([]);
  });

  it('is a record beside a CNAME, which DNS does not allow', async () => {
    const cname = { ResourceRecordSets: [{ Name: 'grades.no.', Type: 'CNAME' }] };
    const [problem, ...others] = await found({ ...nothing, ListResourceRecordSets: cname });
    expect(others).toEqual([]);
    expect(problem).toContain('and exists: CNAME record grades.no');
  });

  describe('where a wildcard answers', () => {
    const host = 'api.online.ntnu.no';
    const zone: RecordedAnswers = {
      ListResourceRecordSets: ({ StartRecordName: from }) => ({
        ResourceRecordSets: [
          { Name: 'online.ntnu.no.', Type: 'NS' },
          { Name: '\\052.online.ntnu.no.', Type: 'A' },
          { Name: 'taken.online.ntnu.no.', Type: 'TXT' },
        ].filter(({ Name }) => reversed(Name) >= reversed(`${from}.`)),
      }),
    };
    const reversed = (name: string) => name.replace('\\052', '*').split('.').reverse().join(' ');
    const problemsOf = async (name: string, type: string, adoption: EnvironmentAdoption = {}) => {
      answerRecorded(clients, zone);
      const address = 'aws_route53_record.web';
      const change = { address, constructPath: 'web', action: 'create' as const, attributes: [] };
      const after = { zone_id: 'Z1', name, type };
      return collisions(account, [change], new Map([[address, { after }]]), adoption, () => undefined);
    };

    it('is a record that would lead its people elsewhere, however far below it', async () => {
      const [problem] = await problemsOf(host, 'A');
      expect(problem).toMatch(
        /wildcard \*\.online\.ntnu\.no \(A\), which answers api.*hold it: npx nx g adopt/,
      );
      expect(await problemsOf(`a.${host}`, 'CNAME')).toHaveLength(1);
    });

    it('is none that adoption.json knows, nor one of a name that has something, nor one that leads nobody', async () => {
      const before = { A: { values: ['192.0.2.1'], ttl: 60 } };
      const hosts = { [host]: { is: 'flipped', since: '2026-11-26', before } as const };
      expect(await problemsOf(host, 'A', { hosts })).toEqual([]);
      expect(await problemsOf('taken.online.ntnu.no', 'A')).toEqual([]);
      expect(await problemsOf('below.taken.online.ntnu.no', 'A')).toEqual([]);
      expect(await problemsOf(`_${host}`, 'TXT')).toEqual([]);
    });
  });

  it('is no record that stacks share', async () => {
    answerRecorded(clients, everything);
    const shared = { allow_overwrite: true, zone_id: 'Z1', name: 'grades.no', type: 'A' };
    const change = {
      address: 'aws_route53_record.proof',
      constructPath: 'x',
      action: 'create' as const,
      attributes: [],
    };
    expect(
      await collisions(
        account,
        [change],
        new Map([[change.address, { after: shared }]]),
        {},
        () => undefined,
      ),
    ).toEqual([]);
  });
});
