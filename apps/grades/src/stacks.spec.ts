import { join } from 'node:path';
import { readProject } from '@dotkom/stack';
import { jsonOf, resources, synthesisedStacks } from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));
const servicesOf = (stack: string) =>
  Object.values<any>(built[stack]?.['output'] ?? {})
    .map(({ value }) => value)
    .filter(({ service }) => service);

describe('grades', () => {
  it('has a stack in staging and one in prod', () => {
    expect(Object.keys(built)).toEqual(['grades-staging', 'grades-prod']);
  });

  it.each([
    ['grades-prod', 'api.grades.no', 'grades.no'],
    ['grades-staging', 'api.staging.grades.no', 'staging.grades.no'],
  ])('in %s answers under %s and %s, with the sizes it has today', (stack, api, web) => {
    const small = { count: 1, healthCheckPath: '/health', memoryMebibytes: 256, pool: 'arm64' };
    expect(servicesOf(stack)).toEqual([
      expect.objectContaining({ ...small, service: 'backend', host: api, cpuUnits: 128 }),
      expect.objectContaining({ ...small, service: 'frontend', host: web, cpuUnits: 256 }),
    ]);
  });

  it('is known as www.grades.no too', () => {
    const frontend = servicesOf('grades-prod').find(({ service }) => service === 'frontend');
    expect(frontend.hosts).toEqual(['grades.no', 'www.grades.no']);
  });

  it('has a database of its own, which the backend, its migration and the job know and the pages do not', () => {
    for (const stack of Object.values(built)) {
      const secrets = resources(stack, 'aws_ecs_task_definition').map((definition) => {
        const [{ name, secrets }] = jsonOf(definition['container_definitions']);
        return [name, secrets.map((secret: { name: string }) => secret.name)];
      });
      expect(Object.fromEntries(secrets)).toEqual({
        backend: ['DATABASE_URL', 'SENTRY_DSN'],
        migration: ['DATABASE_URL'],
        sync: ['DATABASE_URL'],
        frontend: ['SENTRY_DSN'],
      });
    }
  });

  it('migrates before the backend is deployed', () => {
    for (const stack of Object.values(built)) {
      const [run] = Object.keys(stack.resource['terraform_data'] ?? {});
      const backend = resources(stack, 'aws_ecs_service').find(({ name }) => name.endsWith('-backend'));
      expect(backend?.['depends_on']).toContain(`terraform_data.${run}`);
    }
  });

  it('runs each of its own images, released for its own environment', () => {
    for (const [name, stack] of Object.entries(built)) {
      const environment = name.replace('grades-', '');
      for (const definition of resources(stack, 'aws_ecs_task_definition')) {
        const containers = definition['container_definitions'];
        const service = definition['family'].split('-').at(-1).replace('sync', 'backend');
        const releases = new Set(containers.match(/"\/releases\/[\w/-]+"/g));
        expect([...releases]).toEqual([`"/releases/grades/${environment}/${service}"`]);
      }
    }
  });

  it('listens where its images do: Fastify on 5555, Next.js on 3000', () => {
    for (const stack of Object.values(built)) {
      const services = Object.values(stack.resource['aws_ecs_service'] ?? {});
      const ports = services.map(({ load_balancer: [{ container_name, container_port }] }) => [
        container_name,
        container_port,
      ]);
      expect(Object.fromEntries(ports)).toEqual({ backend: 5555, frontend: 3000 });
    }
  });
});
