import { join } from 'node:path';
import { EnvironmentName, readProject } from '@dotkom/stack';
import { jsonOf, onlyResource, resources, synthesisedStacks, SynthesisedStack } from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));
const stackOf = (environment: EnvironmentName): SynthesisedStack =>
  built[`onlineweb-${environment}`] ?? fail(environment);

function fail(environment: string): never {
  throw new Error(`There is no onlineweb-${environment}.`);
}

const services = (stack: SynthesisedStack): any[] =>
  Object.values<any>(stack['output'])
    .map(({ value }) => value)
    .filter(({ service }) => service);

const container = (stack: SynthesisedStack, service: string): Record<string, any> => {
  const families = resources(stack, 'aws_ecs_task_definition');
  const definition = families.find(({ family }) => family.endsWith(`-${service}`));
  return jsonOf(definition?.['container_definitions'])[0];
};

const permissions = (stack: SynthesisedStack, service: string): any[] =>
  resources(stack, 'aws_iam_role_policy')
    .filter(({ role }) => role.includes(`${service}_task_roles_task`))
    .flatMap(({ policy }) => jsonOf(policy).Statement);

describe('onlineweb', () => {
  it.each([
    ['prod', 'online.ntnu.no', { web: [1024, 1024], rpc: [1024, 1024], dashboard: [512, 512] }],
    ['staging', 'staging.online.ntnu.no', { web: [256, 256], rpc: [256, 256], dashboard: [256, 256] }],
  ] as const)('in %s answers at %s and below it, with the sizes it has today', (name, domain, sizes) => {
    const found = services(stackOf(name)).map(({ service, host, cpuUnits, memoryMebibytes }) => [
      service,
      { host, size: [cpuUnits, memoryMebibytes] },
    ]);
    expect(Object.fromEntries(found)).toEqual({
      web: { host: domain, size: sizes.web },
      rpc: { host: `rpc.${domain}`, size: sizes.rpc },
      dashboard: { host: `dashboard.${domain}`, size: sizes.dashboard },
    });
  });

  it('has two web tasks in prod, and up to four while registration for an event opens', () => {
    const tasks = services(stackOf('prod')).map(({ service, count, mostTasks }) => [
      service,
      [count, mostTasks],
    ]);
    expect(Object.fromEntries(tasks)).toEqual({ web: [2, 4], rpc: [1, 1], dashboard: [1, 1] });
    expect(resources(stackOf('staging'), 'aws_appautoscaling_target')).toEqual([]);
  });

  it('can deploy web when four of it fill the nodes: one may end before its successor starts, of two none', () => {
    const web = resources(stackOf('prod'), 'aws_ecs_service').find(({ name }) => name.endsWith('-web'));
    const least = (count: number) => Math.ceil((count * web?.['deployment_minimum_healthy_percent']) / 100);
    expect([least(4), least(2)]).toEqual([3, 2]);
  });

  it('keeps one rpc alone, whose subscriptions live within its process', () => {
    for (const stack of Object.values(built)) {
      const rpc = services(stack).find(({ service }) => service === 'rpc');
      expect(rpc).toMatchObject({ count: 1, mostTasks: 1 });
    }
  });

  describe.each(['prod', 'staging'] as const)('in %s', (name) => {
    const stack = stackOf(name);

    it('lets rpc send and receive its own e-mails, send them as us, and write to the CDN; no more', () => {
      const granted = permissions(stack, 'rpc').map(({ Action, Resource }) => [
        [Resource].flat().join(),
        [Action].flat().sort(),
      ]);
      const actionsOn = (kind: string) =>
        granted.filter(([resource]) => String(resource).includes(kind)).flatMap(([, actions]) => actions);
      expect(actionsOn('aws_s3_bucket.cdn_files')).toEqual(['s3:AbortMultipartUpload', 's3:PutObject']);
      expect(new Set(actionsOn('aws_sqs_queue.email-delivery_queue'))).toEqual(
        new Set([
          'sqs:SendMessage',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
        ]),
      );
      expect(actionsOn(':identity/online.ntnu.no')).toEqual(['ses:SendEmail', 'ses:SendRawEmail']);
      expect(granted).toHaveLength(4);
      expect(granted.map(([resource]) => resource)).not.toContain('*');
    });

    it.each(['web', 'dashboard', 'migration'])('lets %s do nothing in AWS', (service) => {
      expect(permissions(stack, service)).toEqual([]);
    });

    it('tells rpc where its queue and its bucket are, which have other names than they had', () => {
      const plain = container(stack, 'rpc')['environment'].map(({ name: each, value }: any) => [each, value]);
      expect(Object.fromEntries(plain)).toMatchObject({
        AWS_S3_BUCKET: expect.stringContaining('aws_s3_bucket.cdn_files'),
        EMAIL_AWS_SQS_QUEUE_URL: expect.stringContaining('aws_sqs_queue.email-delivery_queue'),
      });
    });

    it('gives the database to rpc and its migration alone', () => {
      const secrets = (service: string) =>
        container(stack, service)['secrets'].map(({ name: each }: { name: string }) => each);
      for (const service of ['rpc', 'migration']) expect(secrets(service)).toContain('DATABASE_URL');
      for (const service of ['web', 'dashboard']) expect(secrets(service)).not.toContain('DATABASE_URL');
    });

    it('migrates before rpc is deployed', () => {
      const [run] = Object.keys(stack.resource['terraform_data'] ?? {});
      const needs = (service: string): string[] =>
        resources(stack, 'aws_ecs_service').find((each) => each['name'].endsWith(`-${service}`))?.[
          'depends_on'
        ] ?? [];
      expect(needs('rpc')).toContain(`terraform_data.${run}`);
      expect(needs('web')).not.toContain(`terraform_data.${run}`);
    });

    it('lets pages of its own read the CDN, over TLS, and no others', () => {
      const domain = name === 'prod' ? 'online.ntnu.no' : 'staging.online.ntnu.no';
      const { cors_config: cors } = onlyResource(stack, 'aws_cloudfront_response_headers_policy');
      expect([cors].flat()[0].access_control_allow_origins.items).toEqual(
        [`https://dashboard.${domain}`, `https://${domain}`].sort(),
      );
    });
  });

  it.each(['prod', 'staging'] as const)(
    'is three clients of Auth0 and three projects of Sentry in %s, each called the same',
    (name) => {
      const parameters = (service: string) =>
        Object.fromEntries(
          container(stackOf(name), service)['secrets'].map(({ name: variable, valueFrom }: any) => [
            variable,
            valueFrom.split('/').at(-1),
          ]),
        );
      for (const service of ['web', 'rpc', 'dashboard']) {
        expect(parameters(service)).toMatchObject({
          AUTH0_CLIENT_ID: `AUTH0_${service.toUpperCase()}_CLIENT_ID`,
          AUTH0_CLIENT_SECRET: `AUTH0_${service.toUpperCase()}_CLIENT_SECRET`,
          SENTRY_DSN: `${service.toUpperCase()}_SENTRY_DSN`,
        });
      }
      expect(parameters('rpc')['AUTH0_WEB_CLIENT_SECRET']).toBe(parameters('web')['AUTH0_CLIENT_SECRET']);
    },
  );

  it.each([
    ['prod', 'online.ntnu.no'],
    ['staging', 'staging.online.ntnu.no'],
  ] as const)(
    'takes uploads from its own pages in %s: they send to the bucket and read where it lies',
    (name, domain) => {
      const [rule] = onlyResource(stackOf(name), 'aws_s3_bucket_cors_configuration')['cors_rule'];
      expect(rule.allowed_origins).toEqual([`https://dashboard.${domain}`, `https://${domain}`]);
      expect(rule.allowed_methods).toContain('POST');
      expect(rule.expose_headers).toContain('Location');
    },
  );

  it('sends traces to Grafana Cloud from prod alone, and errors to Sentry from both', () => {
    for (const service of ['web', 'rpc', 'dashboard']) {
      const [prod, staging] = [container(stackOf('prod'), service), container(stackOf('staging'), service)];
      expect(JSON.stringify(prod)).toMatch(/OTEL_EXPORTER_OTLP_HEADERS.*SENTRY_DSN/);
      expect(JSON.stringify(staging)).not.toContain('OTEL');
      expect(JSON.stringify(staging)).toContain('SENTRY_DSN');
    }
  });
});
