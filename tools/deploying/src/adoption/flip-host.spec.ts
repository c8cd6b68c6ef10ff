import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { S3Client } from '@aws-sdk/client-s3';
import { ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { promises as dns } from 'node:dns';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { stackJson } from '@dotkom/synthesised/testing';
import { TerraformStandIn } from '../testing/programs';
import { answerRecorded, RecordedAnswers } from '../testing/recorded-clients';
import { FlipChoices, flipHost } from './flip-host';

const root = temporaryFolder();
const digest = `sha256:${'1'.repeat(64)}`;
const clients = [ACMClient, CloudFrontClient, ECSClient, ElasticLoadBalancingV2Client, S3Client, SSMClient];
const listener = 'arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener/app/prod/1/2';

/** A service at grades.no and a site at app.grades.no, as `synth` writes them. */
const stack: SynthesisedStack = readStack(
  'grades-prod',
  JSON.stringify({
    ...stackJson('grades-prod', {
      aws_route53_record: {
        service: { name: 'grades.no', type: 'A' },
        site: { name: 'app.grades.no', type: 'A' },
      },
      aws_ecs_service: {
        web: {
          '//': { metadata: { path: 'grades-prod/web/service' } },
          name: 'grades-prod-web',
          cluster: '${local.Platform_facts["/platform/prod/cluster-arn"]}',
        },
      },
      aws_cloudfront_distribution: {
        app: { '//': { metadata: { path: 'grades-prod/app/distribution' } }, comment: 'grades-prod-app' },
      },
      aws_s3_bucket: { app: { '//': { metadata: { path: 'grades-prod/app/files' } }, bucket: 'app-files' } },
    }),
    data: { aws_ssm_parameters_by_path: { releases: { path: '/releases/grades/prod' } } },
    output: {
      web: { value: { service: 'web', hosts: ['grades.no', 'new.grades.no'], release: 'web' } },
      app: { value: { site: 'app', hosts: ['app.grades.no'] } },
    },
  }),
);

const held = (before: object) => ({ is: 'held', since: '2026-01-01', before });
const written = {
  prod: {
    hosts: {
      'grades.no': held({ A: { values: ['192.0.2.7'], ttl: 600 } }),
      'app.grades.no': held({ A: { alias: { name: 'd1.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' } } }),
    },
  },
};

const answering: RecordedAnswers = {
  GetParameter: ({ Name }: { Name: string }) => ({
    Parameter: { Value: Name.endsWith('https-listener-arn') ? listener : digest },
  }),
  GetParameterHistory: { Parameters: [{ Value: digest }] },
  GetParametersByPath: { Parameters: [] },
  DescribeServices: {
    services: [
      { status: 'ACTIVE', runningCount: 1, desiredCount: 1, loadBalancers: [{ targetGroupArn: 'g' }] },
    ],
  },
  DescribeTaskDefinition: {
    taskDefinition: { containerDefinitions: [{ name: 'web', image: `r@${digest}` }] },
  },
  DescribeTargetHealth: { TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }] },
  DescribeListenerCertificates: { Certificates: [{ CertificateArn: 'c' }] },
  DescribeCertificate: {
    Certificate: { Status: 'ISSUED', DomainName: 'grades.no', SubjectAlternativeNames: ['*.grades.no'] },
  },
  ListDistributions: {
    DistributionList: {
      Items: [
        { Id: 'OLD', DomainName: 'd1.cloudfront.net', Comment: 'old', Aliases: { Items: ['app.grades.no'] } },
        {
          Id: 'NEW',
          DomainName: 'd2.cloudfront.net',
          Comment: 'grades-prod-app',
          Status: 'Deployed',
          Enabled: true,
        },
      ],
    },
  },
  ListObjectsV2: { KeyCount: 1 },
  AssociateAlias: {},
  HeadBucket: {},
  GetObject: () => Object.assign(new Error('none'), { name: 'NoSuchBucket' }),
  PutObject: {},
  DeleteObject: {},
};

const planned = (...changes: [action: string, addr: string][]) => ({
  stdout: changes
    .map(([action, addr]) =>
      JSON.stringify({ type: 'planned_change', change: { action, resource: { addr } } }),
    )
    .join('\n'),
  code: changes.length > 0 ? 2 : 0,
});

/** A flip of grades.no in an account that answers, by a plan of its record alone, unless something is said to be otherwise. */
async function flip(
  choices: FlipChoices,
  {
    plan = planned(['update', 'aws_route53_record.service']),
    answers = {},
    adoption = written as object,
  } = {},
) {
  const folder = mkdtempSync(join(root, 'project-'));
  const file = join(folder, 'adoption.json');
  writeFileSync(file, JSON.stringify(adoption));
  const terraform = new TerraformStandIn(folder);
  terraform.answer('plan', plan);
  const asked: string[] = [];
  const noted = Object.entries({ ...answering, ...answers }).map(
    ([name, answer]): [string, (input: any) => object] => [
      name,
      (input) => {
        asked.push(name === 'AssociateAlias' ? `${name} ${input.TargetDistributionId} ${input.Alias}` : name);
        return typeof answer === 'function' ? answer(input) : answer;
      },
    ],
  );
  answerRecorded(clients, Object.fromEntries(noted));
  const ownConfiguration = join(folder, 'own.rc');
  writeFileSync(ownConfiguration, '');
  const said: string[] = [];
  const selection = {
    stacks: [stack],
    project: { name: 'grades', owner: 'dotkom' },
    configuration: 'prod' as const,
    account: {
      isLocal: false,
      env: { TERRAFORM_BINARY: terraform.binary, TF_CLI_CONFIG_FILE: ownConfiguration },
      folder,
      variables: {},
    },
    say: (line: string) => void said.push(line),
  };
  const outcome = await flipHost(selection, { folder, synthesise: async () => [stack] }, choices).then(
    () => '',
    (error: Error) => error.message,
  );
  return {
    refused: outcome,
    said: said.join('\n'),
    commands: terraform.commands,
    asked,
    says: JSON.parse(readFileSync(file, 'utf8')),
    isPlanSaved: existsSync(join(folder, 'grades-prod', 'plan.tfplan')),
  };
}

afterEach(() => jest.restoreAllMocks());

describe('a flip', () => {
  it('applies a plan of the one record, and adoption.json says so, and of all else what it said', async () => {
    const { refused, commands, says, said } = await flip({ host: 'grades.no', yes: true });
    expect(refused).toBe('');
    expect(commands.filter((command) => command !== 'init' && command !== 'show')).toEqual(['plan', 'apply']);
    const { 'grades.no': flipped, ...others } = says.prod.hosts;
    const { 'grades.no': was, ...asBefore } = written.prod.hosts;
    expect(flipped).toEqual({ ...was, is: 'flipped', since: new Date().toISOString().slice(0, 10) });
    expect(others).toEqual(asBefore);
    expect(said).toContain('Who asked before goes on as they were told, for up to 10 minutes');
    expect(said).toContain('npx nx run grades:flip -c prod --host grades.no --back');
    expect(said).toMatch(/Commit \S*adoption\.json now/);
  });

  it('goes back to where the host was', async () => {
    const hosts = {
      ...written.prod.hosts,
      'grades.no': { ...written.prod.hosts['grades.no'], is: 'flipped' },
    };
    const { refused, says } = await flip(
      { host: 'grades.no', back: true, yes: true },
      { adoption: { prod: { hosts } } },
    );
    expect(refused).toBe('');
    expect(says.prod.hosts['grades.no']).toMatchObject({ is: 'held', before: hosts['grades.no'].before });
  });

  it('asks CloudFront to move the host of a site, before the record', async () => {
    const plan = planned(
      ['update', 'aws_cloudfront_distribution.app'],
      ['update', 'aws_route53_record.site'],
    );
    const { refused, asked } = await flip({ host: 'app.grades.no', yes: true }, { plan });
    expect(refused).toBe('');
    expect(asked).toContain('AssociateAlias NEW app.grades.no');
  });

  it('says where AWS tells how a host is moved that no record proves, when CloudFront refuses it', async () => {
    const plan = planned(['update', 'aws_route53_record.site']);
    const answers = { AssociateAlias: Object.assign(new Error('not proved'), { $metadata: {} }) };
    const { refused, says } = await flip({ host: 'app.grades.no', yes: true }, { plan, answers });
    expect(refused).toMatch(/not proved[^]*alternate-domain-names-move/);
    expect(says.prod.hosts['app.grades.no'].is).toBe('held');
  });

  it('says everything that keeps people from being answered, before any plan', async () => {
    const { refused, commands, says } = await flip(
      { host: 'grades.no', yes: true },
      {
        answers: {
          GetParameter: ({ Name }: { Name: string }) =>
            Name.startsWith('/releases/')
              ? new ParameterNotFound({ message: 'none', $metadata: {} })
              : { Parameter: { Value: listener } },
          GetParameterHistory: { Parameters: [] },
          DescribeTargetHealth: { TargetHealthDescriptions: [{ TargetHealth: { State: 'unhealthy' } }] },
          DescribeListenerCertificates: { Certificates: [] },
        },
      },
    );
    for (const because of [
      'web has no release',
      'no task of web is healthy',
      'no issued certificate for grades.no',
    ])
      expect(refused).toContain(because);
    expect(commands).toEqual([]);
    expect(says).toEqual(written);
  });

  it('does not lead people to a site that is on its way, or empty', async () => {
    const items = [{ Id: 'NEW', Comment: 'grades-prod-app', Status: 'InProgress', Enabled: true }];
    const { refused } = await flip(
      { host: 'app.grades.no', yes: true },
      {
        answers: {
          ListDistributions: { DistributionList: { Items: items } },
          ListObjectsV2: { KeyCount: 0 },
        },
      },
    );
    expect(refused).toContain('is not everywhere yet');
    expect(refused).toContain('app-files holds no file');
  });

  it.each<[string, ReturnType<typeof planned>, string]>([
    [
      'another record',
      planned(['update', 'aws_route53_record.service'], ['update', 'aws_route53_record.site']),
      'aws_route53_record.site',
    ],
    ['a service', planned(['update', 'aws_ecs_service.web']), 'grades-prod/web/service'],
    [
      'the record, replaced',
      planned(['replace', 'aws_route53_record.service']),
      'aws_route53_record.service',
    ],
  ])('applies no plan that changes more: %s', async (_, plan, named) => {
    const { refused, commands, says, isPlanSaved } = await flip({ host: 'grades.no', yes: true }, { plan });
    expect(refused).toContain('more would change than where grades.no leads');
    expect(refused).toContain(named);
    expect(commands).not.toContain('apply');
    expect(isPlanSaved).toBe(false);
    expect(says).toEqual(written);
  });

  it('is not done while nobody confirms it, and leaves no plan that a deploy would apply', async () => {
    const { refused, commands, says, isPlanSaved } = await flip({ host: 'grades.no' });
    expect(refused).toContain('has to be confirmed');
    expect(commands).not.toContain('apply');
    expect(isPlanSaved).toBe(false);
    expect(says).toEqual(written);
  });

  it('goes not back to a distribution that is gone, of which DNS knows nothing either', async () => {
    const nothing = Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    for (const ask of ['resolve4', 'resolve6'] as const) jest.spyOn(dns, ask).mockRejectedValue(nothing);
    const hosts = { 'app.grades.no': { ...written.prod.hosts['app.grades.no'], is: 'flipped' } };
    const { refused, commands } = await flip(
      { host: 'app.grades.no', back: true, yes: true },
      {
        adoption: { prod: { hosts } },
        answers: { ListDistributions: { DistributionList: { Items: [] } } },
      },
    );
    expect(refused).toMatch(/cannot go back: it led to d1\.cloudfront\.net/);
    expect(commands).toEqual([]);
  });

  it.each<[string, FlipChoices, string]>([
    ['no host', {}, '--host grades.no'],
    ['a host that is nobody’s', { host: 'www.grades.no' }, 'neither answers www.grades.no nor has it'],
    ['a host that never led elsewhere', { host: 'new.grades.no' }, 'leads where the code says'],
  ])('is refused for %s', async (_, choices, because) => {
    const { refused, commands } = await flip(choices);
    expect(refused).toContain(because);
    expect(commands).toEqual([]);
  });

  it('has nothing to do where the host leads there', async () => {
    const { refused, said } = await flip({ host: 'grades.no', yes: true }, { plan: planned() });
    expect(refused).toBe('');
    expect(said).toContain('leads there already');
  });
});
