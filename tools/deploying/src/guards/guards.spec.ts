import { bootstrapStack, stack } from '@dotkom/synthesised/testing';
import { Account } from '../account/account';
import { AwsStandIn } from '../testing/aws';
import { S3StandIn } from '../testing/s3';
import { refuseWhileNeeded } from './guard';

const aws = new AwsStandIn();
const s3 = new S3StandIn();
const bucket = 'dotkom-infra-state';
const before = process.env;
const account: Account = { isLocal: false, env: {}, folder: '', variables: {} };

beforeAll(async () => {
  await Promise.all([aws.start(), s3.start()]);
  process.env = {
    ...before,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  delete process.env.AWS_PROFILE;
});
beforeEach(() => {
  aws.reset();
  s3.reset();
});
afterAll(async () => {
  process.env = before;
  await Promise.all([aws.stop(), s3.stop()]);
});

const managed = { mode: 'managed', type: 'aws_sqs_queue' };
const state = (...resources: object[]) => JSON.stringify({ version: 4, resources });
const bucketHolds = (states: Record<string, string>) =>
  s3.buckets.set(bucket, new Map(Object.entries(states)));

describe('destroying the bucket for states', () => {
  const destroyed = () =>
    refuseWhileNeeded({
      stack: bootstrapStack(),
      account,
      project: { name: 'grades' },
      configuration: 'prod',
    });

  it('is refused while it keeps the state of a stack with resources, which it names', async () => {
    bucketHolds({
      'stacks/bootstrap.tfstate': state(managed),
      'stacks/destroyed-prod.tfstate': state(),
      'stacks/grades-prod.tfstate': state({ mode: 'data' }, managed),
      'stacks/grades-prod.tfstate.tflock': 'a lock',
      'stacks/only-read-prod.tfstate': state({ mode: 'data' }),
      'stacks/platform-prod.tfstate': state(managed),
      'elsewhere/other-prod.tfstate': state(managed),
    });
    await expect(destroyed()).rejects.toThrow(
      `keeps the states of grades-prod, platform-prod. Destroy these stacks first`,
    );
  });

  it('sees a state that is not in the first answer of a long listing', async () => {
    const empty = Array.from({ length: 1000 }, (_, index) => [`stacks/a-${index}.tfstate.tflock`, 'a lock']);
    bucketHolds({ ...Object.fromEntries(empty), 'stacks/grades-prod.tfstate': state(managed) });
    await expect(destroyed()).rejects.toThrow('keeps the states of grades-prod.');
  });

  it('goes on when all other stacks have been destroyed', async () => {
    bucketHolds({
      'stacks/bootstrap.tfstate': state(managed),
      'stacks/grades-prod.tfstate': state(),
      'stacks/new-prod.tfstate': '',
    });
    await expect(destroyed()).resolves.toBeUndefined();
  });

  it('goes on when it keeps nothing, or is gone', async () => {
    bucketHolds({});
    await expect(destroyed()).resolves.toBeUndefined();
    s3.reset();
    await expect(destroyed()).resolves.toBeUndefined();
  });
});

describe('destroying a platform', () => {
  const platform = stack('platform-prod', {
    aws_ecs_cluster: { cluster: { name: 'platform-prod' } },
    aws_lb: { gateway: { name: 'platform-prod' } },
    aws_ssm_parameter: { fact: { name: '/platform/prod/cluster-arn' } },
  });
  const destroyed = (configuration: 'prod' | 'local' = 'prod') =>
    refuseWhileNeeded({ stack: platform, account, project: { name: 'grades' }, configuration });
  const refusal = async (configuration?: 'prod' | 'local'): Promise<string> => {
    const error = await destroyed(configuration).then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.name).toBe('UserError');
    return error?.message ?? '';
  };

  beforeEach(() => {
    bucketHolds({ 'stacks/platform-prod.tfstate': state(managed, readsFactsOf('prod')) });
    aws.on('ListServices', { serviceArns: [] });
    aws.on(
      'DescribeLoadBalancers',
      answer('DescribeLoadBalancers', members('LoadBalancers', ['<LoadBalancerArn>lb</LoadBalancerArn>'])),
    );
    aws.on(
      'DescribeListeners',
      answer('DescribeListeners', members('Listeners', ['<ListenerArn>https</ListenerArn>'])),
    );
    aws.on('DescribeRules', rules('<IsDefault>true</IsDefault>'));
    aws.on('DescribeTags', answer('DescribeTags', ''));
  });

  it('goes on when nothing is on it', async () => {
    await expect(destroyed()).resolves.toBeUndefined();
    expect(aws.calls.find(({ action }) => action === 'ListServices')?.asked).toMatchObject({
      cluster: 'platform-prod',
    });
  });

  it('goes on when it is half gone: no cluster, no gateway, no state', async () => {
    aws.on('ListServices', { error: 'ClusterNotFoundException' });
    aws.on('DescribeLoadBalancers', { error: 'LoadBalancerNotFound' });
    s3.reset();
    await expect(destroyed()).resolves.toBeUndefined();
  });

  it('is refused while services run on its cluster: names them with their application, environment and owner, and what to do', async () => {
    servicesAre(
      service('grades-prod-backend', tags('grades', 'prod')),
      service('grades-prod-frontend', tags('grades', 'prod')),
      service('grades-staging-backend', tags('grades', 'staging')),
    );
    expect(await refusal()).toBe(
      [
        'platform-prod cannot be destroyed: applications are still on it. Nothing was destroyed.',
        '',
        '  grades, prod (owner dotkom): service grades-prod-backend; service grades-prod-frontend',
        '  grades, staging (owner dotkom): service grades-staging-backend',
        '',
        'Destroy in this order: first the applications, then the platform, then bootstrap.',
        '  npx nx destroy grades -c prod',
        '  npx nx destroy grades -c staging',
        '  npx nx destroy platform -c prod',
      ].join('\n'),
    );
  });

  it('says how to destroy all environments at once on the AWS of this machine', async () => {
    servicesAre(
      service('grades-prod-backend', tags('grades', 'prod')),
      service('grades-staging-backend', tags('grades', 'staging')),
    );
    expect((await refusal('local')).split('\n').slice(-2)).toEqual([
      '  npx nx destroy grades -c local',
      '  npx nx destroy platform -c local',
    ]);
  });

  it('asks about every service, however many there are', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `grades-prod-${index}`);
    servicesAre(...names.map((name) => service(name, tags('grades', 'prod'))));
    const message = await refusal();
    expect(names.filter((name) => !message.includes(`service ${name}`))).toEqual([]);
    expect(aws.calls.filter(({ action }) => action === 'DescribeServices')).toHaveLength(3);
  });

  it('is refused for a service of nobody, which it says was made by hand', async () => {
    servicesAre(service('forgotten', []));
    expect(await refusal()).toMatch(/of no application: service forgotten\n[^]*remove it in the AWS console/);
  });

  it('does not count services that are gone, nor its own', async () => {
    servicesAre(
      { ...service('gone', tags('grades', 'prod')), status: 'INACTIVE' },
      service('agent', tags('platform', 'prod')),
    );
    const own = stack('platform-prod', platform.json.resource, {});
    Object.assign(own.json.provider.aws[0].default_tags[0].tags, { Application: 'platform' });
    await expect(
      refuseWhileNeeded({ stack: own, account, project: { name: 'grades' }, configuration: 'prod' }),
    ).resolves.toBeUndefined();
  });

  it('is refused while hosts are led on by its gateway', async () => {
    aws.on(
      'DescribeRules',
      rules(
        '<IsDefault>true</IsDefault>',
        '<RuleArn>rule-1</RuleArn><IsDefault>false</IsDefault><Conditions><member><Field>host-header</Field><HostHeaderConfig><Values><member>grades.no</member></Values></HostHeaderConfig></member></Conditions>',
      ),
    );
    aws.on(
      'DescribeTags',
      answer(
        'DescribeTags',
        members('TagDescriptions', [
          `<ResourceArn>rule-1</ResourceArn>${members(
            'Tags',
            tags('grades', 'prod').map(({ key, value }) => `<Key>${key}</Key><Value>${value}</Value>`),
          )}`,
        ]),
      ),
    );
    expect(await refusal()).toContain('  grades, prod (owner dotkom): host grades.no\n');
  });

  it('is refused while a stack is deployed that was made with its facts, and not for one on another platform', async () => {
    bucketHolds({
      'stacks/platform-prod.tfstate': state(managed, readsFactsOf('prod')),
      'stacks/minecraft-prod.tfstate': state(managed),
      'stacks/vengeful-vineyard-staging.tfstate': state(managed, readsFactsOf('prod')),
      'stacks/elsewhere-prod.tfstate': state(managed, readsFactsOf('trial')),
      'stacks/destroyed-prod.tfstate': state(readsFactsOf('prod')),
    });
    const message = await refusal();
    expect(message).toContain('  vengeful-vineyard, staging: stack vengeful-vineyard-staging\n');
    expect(message).not.toMatch(/minecraft|elsewhere|destroyed-prod/);
  });

  it('is not begun when the account does not say what is on it', async () => {
    aws.on('ListServices', { error: 'AccessDeniedException' });
    expect(await refusal()).toMatch(/did not say what needs platform-prod: AccessDeniedException.*signed in/);
  });

  it('is what is meant by a stack with a cluster: of an application nothing is asked', async () => {
    const application = stack('grades-prod', { aws_sqs_queue: { queue: {} } });
    await expect(
      refuseWhileNeeded({ stack: application, account, project: { name: 'grades' }, configuration: 'prod' }),
    ).resolves.toBeUndefined();
    expect(aws.calls).toEqual([]);
  });
});

describe('destroying a stack', () => {
  const held = (is: 'held' | 'flipped', { isLocal = false, name = 'grades.no' } = {}) =>
    refuseWhileNeeded({
      stack: stack('grades-prod', { aws_route53_record: { web: { name, type: 'A' } } }),
      account: { ...account, isLocal },
      configuration: 'prod',
      project: {
        name: 'grades',
        adoption: {
          prod: {
            hosts: {
              'grades.no': {
                is,
                since: '2026-11-26',
                before: { A: { values: ['192.0.2.7'], ttl: 300 } },
              },
            },
          },
        },
      },
    });

  it('is refused while it holds a host, with how its record is kept', async () => {
    await expect(held('held')).rejects.toThrow(
      /holds grades\.no[^]*cd dist\/aws\/grades-prod\n {2}terraform state rm 'aws_route53_record\.web'\nThen take/,
    );
  });

  it('is not refused once the host is flipped, or where it leads nobody', async () => {
    await expect(held('flipped')).resolves.toBeUndefined();
    await expect(held('held', { isLocal: true })).resolves.toBeUndefined();
  });
});

function readsFactsOf(platform: string): object {
  const attributes = { path: `/platform/${platform}` };
  return { mode: 'data', type: 'aws_ssm_parameters_by_path', instances: [{ attributes }] };
}

function tags(application: string, environment: string) {
  const all = { Application: application, Environment: environment, Owner: 'dotkom' };
  return Object.entries(all).map(([key, value]) => ({ key, value }));
}

function service(serviceName: string, itsTags: object[]) {
  return { serviceName, serviceArn: `arn/${serviceName}`, status: 'ACTIVE', tags: itsTags };
}

/** Lists at most ten services an answer, and describes at most ten a call, as ECS does. */
function servicesAre(...services: ReturnType<typeof service>[]): void {
  aws.on('ListServices', ({ nextToken = 0 }) => ({
    serviceArns: services
      .slice(Number(nextToken), Number(nextToken) + 10)
      .map(({ serviceArn }) => serviceArn),
    ...(services.length > Number(nextToken) + 10 && { nextToken: String(Number(nextToken) + 10) }),
  }));
  aws.on('DescribeServices', ({ services: asked, include }) =>
    asked.length > 10 || !include?.includes('TAGS')
      ? { error: 'InvalidParameterException' }
      : { services: services.filter(({ serviceArn }) => asked.includes(serviceArn)) },
  );
}

const answer = (action: string, result: string) =>
  `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;
const members = (list: string, each: readonly string[]) =>
  `<${list}>${each.map((member) => `<member>${member}</member>`).join('')}</${list}>`;
const rules = (...each: string[]) => answer('DescribeRules', members('Rules', each));
