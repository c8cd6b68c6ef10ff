import { join } from 'node:path';
import { readProject } from '@dotkom/stack';
import { synthesisedStacks } from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));
const servicesOf = (stack: string) =>
  Object.values<any>(built[stack]?.['output'] ?? {}).map(({ value }) => value);

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
