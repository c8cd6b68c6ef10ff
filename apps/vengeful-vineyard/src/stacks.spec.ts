import { join } from 'node:path';
import { readProject } from '@dotkom/stack';
import { jsonOf, onlyResource, synthesisedStacks } from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));

describe('vengeful-vineyard', () => {
  it('has a stack in staging and one in prod', () => {
    expect(Object.keys(built)).toEqual(['vengeful-vineyard-staging', 'vengeful-vineyard-prod']);
  });

  it.each([
    ['prod', 'api.vinstraff.no'],
    ['staging', 'api.staging.vinstraff.no'],
  ])('in %s is a server under %s, with the size it has today', (environment, host) => {
    const outputs = Object.values<any>(built[`vengeful-vineyard-${environment}`]?.['output'] ?? {});
    const services = outputs.map(({ value }) => value).filter(({ service }) => service);
    expect(services).toEqual([
      expect.objectContaining({
        service: 'server',
        host,
        healthCheckPath: '/health',
        cpuUnits: 256,
        memoryMebibytes: 512,
        count: 1,
        pool: 'arm64',
      }),
    ]);
  });

  it.each(['prod', 'staging'])(
    "in %s listens on uvicorn's port and gets its own secrets by reference",
    (environment) => {
      const stack = built[`vengeful-vineyard-${environment}`];
      if (!stack) throw new Error(`No stack for ${environment}.`);
      const [container] = jsonOf(onlyResource(stack, 'aws_ecs_task_definition')['container_definitions']);
      expect(container.portMappings).toEqual([{ containerPort: 8000, hostPort: 0, protocol: 'tcp' }]);
      const path = `:parameter/secrets/vengeful-vineyard/${environment}/`;
      expect(container.secrets).toEqual(
        [
          ['POSTGRES_PASSWORD', 'DATABASE_PASSWORD'],
          ['SENTRY_DSN', 'SENTRY_DSN'],
        ].map(([name, parameter]) => ({
          name,
          valueFrom: expect.stringMatching(new RegExp(`${path}${parameter}$`)),
        })),
      );
    },
  );

  it.each(['prod', 'staging'])(
    'in %s is closed to those who only signed in, and starts without root',
    (environment) => {
      const stack = built[`vengeful-vineyard-${environment}`];
      if (!stack) throw new Error(`No stack for ${environment}.`);
      const [container] = jsonOf(onlyResource(stack, 'aws_ecs_task_definition')['container_definitions']);
      expect(container.environment).toContainEqual({ name: 'DEBUG', value: 'false' });
      expect(container.entryPoint).not.toContain('--reload');
      expect(container.user).toMatch(/^1000/);
    },
  );

  it.each([
    ['prod', 'vinstraff.no'],
    ['staging', 'staging.vinstraff.no'],
  ])('in %s has its page at %s, and a role that may upload it', (environment, host) => {
    const outputs = Object.values<any>(built[`vengeful-vineyard-${environment}`]?.['output'] ?? {});
    expect(outputs.map(({ value }) => value)).toContainEqual(
      expect.objectContaining({
        site: 'web',
        hosts: [host],
        uploadRole: `vengeful-vineyard-${environment}-web-upload`,
      }),
    );
  });
});
