import fc from 'fast-check';
import { jsonOf, onlyResource, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { applicationWith, plainService, webService } from '../testing';
import { WebServiceProps } from '../web-service/props';
import { WebService } from '../web-service/web-service';
import { literal } from './literal';
import { whyItLooksLikeASecret } from './looks-like-secret';
import { probeCommand } from './probe';

const containers = (stack: SynthesisedStack): Record<string, any>[] =>
  jsonOf(onlyResource(stack, 'aws_ecs_task_definition')['container_definitions']);
const main = (stack: SynthesisedStack) => containers(stack)[0] ?? {};
const pinned = `public.ecr.aws/nginx/nginx:1.29@sha256:${'a'.repeat(64)}`;

describe('a container', () => {
  it('is closed down: a read-only disk but for /tmp in memory, and no capability', () => {
    const { linuxParameters, privileged, readonlyRootFilesystem } = main(webService());
    expect({ privileged, readonlyRootFilesystem }).toEqual({
      privileged: false,
      readonlyRootFilesystem: true,
    });
    expect(linuxParameters.capabilities).toEqual({ add: [], drop: ['ALL'] });
    expect(linuxParameters.tmpfs.map(({ containerPath }: any) => containerPath)).toEqual(['/tmp']);
  });

  it('is opened as far as it says, with a reason', () => {
    const opened = main(
      webService({
        writable: ['/app/.next/cache'],
        capabilities: { add: ['SETUID', 'CHOWN'], because: 'its image begins as root' },
        user: { root: 'its image begins as root' },
        entryPoint: ['node'],
      }),
    );
    expect(opened['linuxParameters'].capabilities).toEqual({ add: ['CHOWN', 'SETUID'], drop: ['ALL'] });
    expect(opened['linuxParameters'].tmpfs).toHaveLength(2);
    expect(opened).toMatchObject({ user: '0:0', readonlyRootFilesystem: true, entryPoint: ['node'] });
    expect(main(webService({ writableRoot: 'it writes everywhere' }))['readonlyRootFilesystem']).toBe(false);
  });

  it('runs as nobody in particular, or as whom its image is made for, and never as root without a reason', () => {
    const userOf = (props: Partial<WebServiceProps>) => main(webService(props))['user'];
    expect([userOf({}), userOf({ user: '1001' }), userOf({ user: 'node' })]).toEqual([
      '1000:1000',
      '1001',
      'node',
    ]);
    const pairs = fc.tuple(fc.constantFrom('root', '0', '00'), fc.constantFrom('', ':0', ':1000', ':node'));
    fc.assert(
      fc.property(pairs, ([user, group]) => {
        expect(() => userOf({ user: `${user}${group}` })).toThrow(
          'containers do not run as root without a reason',
        );
      }),
      { numRuns: 12 },
    );
  });

  it('can write to its folders whoever it runs as: each is for everybody, and belongs to who makes what is in it', () => {
    const { tmpfs } = main(webService({ writable: ['/app/.next/cache'], user: '1001' }))['linuxParameters'];
    for (const { mountOptions } of tmpfs) expect(mountOptions).toEqual(['nosuid', 'nodev', 'mode=1777']);
  });

  it('gets a secret in another variable than its parameter: several services, one variable, different values', () => {
    const stack = applicationWith((application) => {
      for (const service of ['web', 'api']) {
        const parameter = `${service.toUpperCase()}_SENTRY_DSN`;
        new WebService(application, service, {
          ...plainService,
          host: `${service}.grades.no`,
          secrets: [{ variable: 'SENTRY_DSN', parameter }],
        });
      }
    });
    const secrets = resources(stack, 'aws_ecs_task_definition').flatMap(
      (definition) => jsonOf(definition['container_definitions'])[0].secrets,
    );
    expect(secrets.map(({ name, valueFrom }: any) => [name, valueFrom.split('/').at(-1)])).toEqual([
      ['SENTRY_DSN', 'API_SENTRY_DSN'],
      ['SENTRY_DSN', 'WEB_SENTRY_DSN'],
    ]);
    const readable = resources(stack, 'aws_iam_role_policy').flatMap(({ policy }) =>
      jsonOf(policy)
        .Statement.filter(({ Sid }: any) => Sid === 'ReadSecrets')
        .map(({ Resource }: any) => [Resource].flat().map((arn: string) => arn.split('/').at(-1))),
    );
    expect(readable).toEqual([['API_SENTRY_DSN'], ['WEB_SENTRY_DSN']]);
  });

  it('asks itself for its health only when it says with what', () => {
    expect(main(webService())).not.toHaveProperty('healthCheck');
    expect(main(webService({ containerCheck: 'python' }))['healthCheck']).toMatchObject({
      command: ['CMD', ...probeCommand('python', 5555, '/health')],
      retries: 3,
    });
  });

  it('comes with others, which count for their task and are waited for as they say', () => {
    const stack = webService({
      sidecars: {
        agent: { image: pinned, cpu: '0.25 vCPU', memory: '64 MiB', secrets: ['AGENT_KEY'] },
        setup: { image: pinned, cpu: '0.125 vCPU', memory: '32 MiB', awaited: 'SUCCESS' },
      },
    });
    const [first, agent, setup] = containers(stack);
    expect(onlyResource(stack, 'aws_ecs_task_definition')['memory']).toBe(String(256 + 64 + 32));
    expect(first?.['dependsOn']).toEqual([{ containerName: 'setup', condition: 'SUCCESS' }]);
    expect(agent).toMatchObject({ name: 'agent', essential: true, image: pinned, memory: 64 });
    expect(setup).toMatchObject({ name: 'setup', essential: false });
    expect(first?.['secrets']).toEqual([]);
    expect(agent?.['secrets']).toEqual([{ name: 'AGENT_KEY', valueFrom: expect.anything() }]);
  });

  it("keeps a shell's expressions from Terraform, which has its own", () => {
    const stack = webService({ environment: { A: '${HOME} %{if}' }, command: ['sh', '-c', 'echo ${A}'] });
    const written = onlyResource(stack, 'aws_ecs_task_definition')['container_definitions'];
    expect(written).toContain('"value":"$${HOME} %%{if}"');
    expect(written).toContain('echo $${A}');
  });
});

describe('a literal', () => {
  it('has no expression of Terraform, and is the text itself once Terraform has read it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('${', '%{', '$', '%', '{', 'a', '}')), (parts) => {
        const text = parts.join('');
        const written = literal(text);
        // What Terraform does with a template: doubled marks are the marks themselves.
        fc.pre(!/\$\$\{|%%\{/.test(text));
        expect(written).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
        expect(written.replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(text);
      }),
    );
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['JWT_SECRET', 'x'],
    ['DB_PASSWORD', 'hunter2'],
    ['API_TOKEN', 'abc'],
    ['STRIPE_KEY', 'a1-b2-c3-d4'],
    ['ANYTHING', 'AKIAABCDEFGHIJKLMNOP'],
    ['ANYTHING', '-----BEGIN RSA PRIVATE KEY-----\nabc'],
    ['ANYTHING', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc`],
    ['DB', 'postgresql://app:pw@db.example.com/app'],
    ['ANYTHING', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['ANYTHING', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY'],
  ])('is %s=%s', (name, value) => expect(whyItLooksLikeASecret(name, value)).toBeDefined());

  it.each([
    ['NODE_ENV', 'production'],
    ['SORT_KEY', 'created_at'],
    ['PARTITION_KEY', 'id'],
    ['PORT', '3000'],
    ['API_URL', 'https://api.grades.no/v1'],
    ['SENTRY_DSN', 'https://abc123@o1.ingest.sentry.io/2'],
    ['TOKEN_TTL_SECONDS', '3600'],
    ['ORIGINS', 'https://online.ntnu.no,https://www.online.ntnu.no,https://grades.no'],
    ['QUEUE_URL', '${TfToken[TOKEN.12]}'],
    ['EMPTY_SECRET', ''],
  ])('is not %s=%s', (name, value) => expect(whyItLooksLikeASecret(name, value)).toBeUndefined());
});
