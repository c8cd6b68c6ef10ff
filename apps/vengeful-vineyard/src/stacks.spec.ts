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
    expect(outputs.map(({ value }) => value)).toEqual([
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
    "in %s listens on uvicorn's port and gets its own secret by reference",
    (environment) => {
      const stack = built[`vengeful-vineyard-${environment}`];
      if (!stack) throw new Error(`No stack for ${environment}.`);
      const [container] = jsonOf(onlyResource(stack, 'aws_ecs_task_definition')['container_definitions']);
      expect(container.portMappings).toEqual([{ containerPort: 8000, hostPort: 0, protocol: 'tcp' }]);
      expect(container.secrets).toEqual([
        {
          name: 'JWT_SECRET',
          valueFrom: expect.stringMatching(
            new RegExp(`:parameter/secrets/vengeful-vineyard/${environment}/JWT_SECRET$`),
          ),
        },
      ]);
    },
  );
});
