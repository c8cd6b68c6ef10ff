import { join } from 'node:path';
import { Environment } from '@dotkom/stack';
import { checkCapacity, readEstate, Workload } from '@dotkom/outlook';
import { checkWorkspaceRules, readStack, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { written, writtenEstate } from './written-estate';

/** What is read of the real stacks before anything is applied: to the last task, as the constructs themselves describe it. */

const root = join(__dirname, '../../..');

const stacks = writtenEstate();
const { Everything } = require(join(root, 'libs/service/src/testing/everything'));
const everything = written((app) => new Everything(app), { name: 'everything', owner: 'dotkom' });

/** What the constructs say of what runs, for the deploy's report. */
const described = (stack: SynthesisedStack): Record<string, any>[] =>
  Object.values<{ value: Record<string, any> }>(stack.json['output'] ?? {})
    .map(({ value }) => value)
    .filter((value) => 'cpuUnits' in value);

const nameOf = (value: Record<string, any>) => value['service'] ?? value['job'] ?? value['oneOffTask'];

/** What a stack asks the platform's function for, in the parameter that this reads. */
const wishedConnections = (stack: SynthesisedStack): number => {
  const parameters = resourcesOf(stack, 'aws_ssm_parameter').map(({ config }) => String(config.value));
  return JSON.parse(parameters.find((value) => value.includes('"connections"'))!).connections;
};

const estate = readEstate([...stacks, ...everything]);

const running = estate.applications.filter(({ workloads }) => workloads.length > 0);

describe.each(running.map((application) => [application.name, application] as const))(
  '%s, as it is read',
  (name, { workloads }) => {
    const stack = [...stacks, ...everything].find((each) => each.name === name)!;
    const workload = (value: Record<string, any>): Workload =>
      workloads.find((each) => each.name === nameOf(value))!;

    it('runs every task that is defined, and nothing else', () => {
      const defined = resourcesOf(stack, 'aws_ecs_task_definition').map(({ address }) => address);
      expect(workloads.map(({ task }) => task.address).sort()).toEqual(defined.sort());
      expect(workloads.map((each) => each.name).sort()).toEqual(described(stack).map(nameOf).sort());
    });

    it('is as large, on the same nodes, at the same hosts as its constructs say', () => {
      for (const value of described(stack)) {
        const { size, pool, route } = workload(value);
        expect(size).toMatchObject({
          cpuUnits: value['cpuUnits'],
          memoryMebibytes: value['memoryMebibytes'],
        });
        expect(pool).toBe(`platform-prod-${value['pool']}`);
        if (value['host']) expect([...route!.hosts].sort()).toEqual([...value['hosts']].sort());
      }
    });

    it('runs as many tasks as its constructs say, at rest and at most', () => {
      for (const value of described(stack).filter(({ service }) => service)) {
        const { atRest, max } = workload(value).count;
        expect([atRest, max]).toEqual([value['count'], value['mostTasks']]);
      }
    });

    it('has a log and somebody who owns it', () => {
      for (const each of workloads) {
        expect(each.logGroups).toHaveLength(1);
        expect(each.owner).toBe('dotkom');
      }
    });
  },
);

it('the application that uses everything has something of each kind', () => {
  const used = estate.applications.find(({ name }) => name === everything[0]?.name);
  expect(new Set(used?.workloads.map(({ kind }) => kind))).toEqual(
    new Set(['web', 'worker', 'job', 'one-off']),
  );
  expect(used).toMatchObject({
    sites: [{ hosts: expect.arrayContaining(['app.vinstraff.no']) }],
    buckets: [{ name: 'files' }],
    databases: [{ connections: wishedConnections(everything[0]!) }],
  });
  const peaks = used?.workloads.find(({ name }) => name === 'web')?.count.peaks;
  expect(peaks).toEqual([{ from: '2030-01-14 11:45', atLeast: 3 }]);
});

it('the platform has nodes, a gateway, a database and a way out', () => {
  expect(estate.platforms).toMatchObject([
    {
      instance: 'prod',
      network: { zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] },
      nats: [{ kind: 'instance' }],
      gateways: [{ isPublic: true }],
      databaseServers: [{ engine: 'postgres' }],
    },
  ]);
  expect(estate.platforms[0]?.pools.map(({ architecture }) => architecture).sort()).toEqual([
    'amd64',
    'arm64',
  ]);
});

it('all of it fits on the nodes and can be deployed, and a service too large for them would be refused', () => {
  expect(() => checkCapacity(stacks, () => undefined)).not.toThrow();
  const larger = stacks.map(({ name, text }) =>
    readStack(name, text.replaceAll('"memory": "1024"', '"memory": "1700"')),
  );
  expect(() => checkCapacity(larger, () => undefined)).toThrow('onlineweb-prod/web fits on no node');
});

it('all of it keeps the rules of the workspace, and databases with more connections than there are would not', () => {
  expect(() => checkWorkspaceRules(stacks, () => undefined)).not.toThrow();
  const more = stacks.map(({ name, text }) =>
    readStack(name, text.replaceAll(/\{\\"connections\\":\d+/g, '{\\"connections\\":100')),
  );
  const refused = () => checkWorkspaceRules(more, () => undefined);
  expect(refused).toThrow('The database server of the platform prod has');
  expect(refused).toThrow(/grades may open 200 \(.*\); the others leave it none/);
});

describe('a job', () => {
  const { ApplicationStack, Database, ScheduledJob } = require(join(root, 'libs/service/src'));

  it.each<[object, number]>([
    [{ schedule: 'rate(1 hour)', timeout: '10 minutes', retries: 0 }, 1],
    [{ schedule: 'rate(1 hour)', timeout: '1 hour', retries: 0 }, 2],
    [{ schedule: 'rate(15 minutes)', timeout: '14 minutes', retries: 2, stopTimeout: '2 minutes' }, 4],
    [{ schedule: 'cron(0 4 * * ? *)' }, 1],
    [{ schedule: 'rate(15 minutes)', timeout: '1 hour', neverTwice: true }, 1],
  ])('%j wants room for as many runs as it may open connections for: %d', (props, runs) => {
    const stackWith = (connections: number) =>
      written(
        (app) => {
          const stack = new ApplicationStack(app, { environment: new Environment('prod'), platform: 'prod' });
          const database = new Database(stack, 'database', { connections });
          const size = { cpu: '0.125 vCPU', memory: '128 MiB' };
          new ScheduledJob(stack, 'job', { ...size, ...props, database: { from: database, pool: 2 } });
        },
        { name: 'jobs', owner: 'dotkom' },
      );
    const [{ workloads } = never()] = readEstate(stackWith(runs * 2)).applications;
    expect(workloads.map(({ count }) => count.max)).toEqual([runs]);
    expect(() => stackWith(runs * 2 - 1)).toThrow(`job ${runs} x 2`);
  });
});

function never(): never {
  throw new Error('There is none.');
}
