import { isUserError } from '@dotkom/stack/conventions';
import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { readEstate } from '../estate';
import { applicationStack, platformStack, taskDefinition, TestPool, TestService } from '../testing';
import { capacityAsJson } from './as-json';
import { checkCapacity } from './check-capacity';
import { capacityOf, planCapacity } from './plan';
import { capacityReport } from './report';

const estateWith = (
  services: Record<string, TestService>,
  pool: TestPool = { min: 1, max: 3 },
): SynthesisedStack[] => [platformStack({ arm64: pool }), applicationStack('grades', services)];

/** What the rule says of stacks: why it refuses them, or what it warns of. */
function saidOf(stacks: readonly SynthesisedStack[]): { refused?: string; warned: string } {
  const warned: string[] = [];
  try {
    checkCapacity(stacks, (message) => warned.push(message));
    return { warned: warned.join('\n') };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { refused: error.message, warned: warned.join('\n') };
  }
}

const refusalOf = (...of: Parameters<typeof estateWith>) => saidOf(estateWith(...of)).refused;

describe('the rule that everything runs and can be deployed', () => {
  it('is kept by what fits', () => expect(refusalOf({ backend: {} })).toBeUndefined());

  it('says nothing of a platform that is not among the stacks', () =>
    expect(saidOf([applicationStack('grades', { backend: { memory: 9000 } })])).toEqual({ warned: '' }));

  it('refuses a service that is larger than any node, with what a node offers', () => {
    const refused = refusalOf({ backend: { memory: 1700 } });
    expect(refused).toContain(
      'grades-prod/backend fits on no node of platform-prod-arm64, not even an empty one',
    );
    expect(refused).toContain(
      'takes 1700 MiB and 128 CPU units, and a node offers 1600 MiB and 2048 CPU units (t4g.small',
    );
    expect(refusalOf({ backend: { cpu: 2049 } })).toContain('2049 CPU units');
  });

  it('refuses a port that the node itself uses', () =>
    expect(refusalOf({ backend: { hostPort: 51678 } })).toContain('asks for the port 51678 of its node'));

  it('refuses percentages with which no task can ever roll, with what would let it', () => {
    const refused = refusalOf({ backend: { minimumHealthyPercent: 50, maximumPercent: 150 } });
    expect(refused).toContain(
      'of 1 task, 50 % (rounded up) have to be healthy and at most 150 % (rounded down) may run',
    );
    expect(refused).toContain('maximumPercent: 200');
  });

  it('refuses a pool whose maximum is below what runs, with the maximum that is enough', () => {
    const refused = refusalOf({ backend: { memory: 1600, count: 4 } }, { min: 1, max: 3 });
    expect(refused).toContain(
      'On the 3 nodes that platform-prod-arm64 may have at most there is no room for all',
    );
    expect(refused).toContain('grades-prod/backend, 1 of 4 tasks: each takes 1600 MiB');
    expect(refused).toContain(
      '- maxNodes of platform-prod-arm64 from 3 to 5 (apps/platform/src/instances.ts)',
    );
  });

  it('refuses what runs and could not be deployed again, with every small change that is enough', () => {
    const refused = refusalOf({ backend: { memory: 832 }, frontend: { memory: 512 } }, { min: 1, max: 1 });
    expect(refused).toContain('grades-prod/backend (832 MiB and 128 CPU units)');
    expect(refused).toContain('would run, and could never be deployed again');
    expect(refused).toContain('- maxNodes of platform-prod-arm64 from 1 to 2');
    expect(refused).toContain('- rolling.minimumHealthyPercent 0 for grades-prod/backend');
  });

  it('refuses a pool that is not there, a launch type, and an image for other processors', () => {
    expect(refusalOf({ backend: { pool: 'riscv' } })).toContain(
      'is no node pool of its platform. There are platform-prod-arm64',
    );
    const launched = { capacity_provider_strategy: undefined, launch_type: 'EC2' };
    expect(refusalOf({ backend: { service: launched } })).toContain(
      'names the launch type EC2 and no node pool',
    );
    const task = { runtime_platform: { cpu_architecture: 'X86_64' } };
    expect(refusalOf({ backend: { task } })).toContain('is built for amd64');
  });

  it('refuses a one-off task without room beside what runs', () => {
    const order = `\${jsonencode({"taskDefinition" = aws_ecs_task_definition.migration.arn, "capacityProvider" = local.facts["/platform/prod/capacity-provider-arm64"]})}`;
    const application = applicationStack(
      'grades',
      {},
      {
        aws_ecs_task_definition: { migration: taskDefinition('migration', { memory: 1601 }) },
        terraform_data: { run: { provisioner: [{ 'local-exec': { environment: { RUN_TASK: order } } }] } },
      },
    );
    expect(saidOf([platformStack({ arm64: { min: 1, max: 3 } }), application]).refused).toContain(
      'grades-prod/migration fits on no node',
    );
  });

  it('says all of it at once', () => {
    const refused = refusalOf({ backend: { memory: 1700 }, frontend: { pool: 'riscv' } });
    expect(refused).toContain('backend fits on no node');
    expect(refused).toContain('frontend wants to run on');
    expect(refused).toContain('npx nx capacity platform');
  });
});

describe('what would hurt is a warning', () => {
  it('when a node is lost, with the number of nodes that spares it', () => {
    const { refused, warned } = saidOf(
      estateWith(
        { backend: { memory: 1024, count: 3, minimumHealthyPercent: 50 } },
        { min: 3, max: 5, targetCapacity: 100 },
      ),
    );
    expect(refused).toBeUndefined();
    expect(warned).toContain('When a node is lost, tasks of platform-prod-arm64 wait for minutes');
    expect(warned).toContain('minNodes from 3 to 4 spares them that');
  });

  it('when the nodes cannot be replaced', () => {
    const { warned } = saidOf(
      estateWith({ backend: { memory: 1024, count: 2, minimumHealthyPercent: 50 } }, { min: 2, max: 2 }),
    );
    expect(warned).toContain('cannot get another image with an ordinary load');
    expect(warned).toContain('Raise maxNodes above 2');
  });

  it('when load comes for which there is no room, or a time is known before', () => {
    const target = '${aws_appautoscaling_target.t.resource_id}';
    const application = applicationStack(
      'grades',
      { backend: { memory: 1024, minimumHealthyPercent: 0 } },
      {
        aws_appautoscaling_target: {
          t: { resource_id: 'service/x/${aws_ecs_service.backend.name}', min_capacity: 1, max_capacity: 6 },
        },
        aws_appautoscaling_scheduled_action: {
          from: {
            resource_id: target,
            schedule: 'at(2030-01-14T11:45:00)',
            scalable_target_action: { min_capacity: '5' },
          },
        },
      },
    );
    const { refused, warned } = saidOf([platformStack({ arm64: { min: 1, max: 3 } }), application]);
    expect(refused).toBeUndefined();
    expect(warned).toContain('3 of grades-prod/backend find no room on the 3 nodes');
    expect(warned).toContain(
      'grades-prod/backend is to have 5 tasks from 2030-01-14 11:45 on, and there is room for 3.',
    );
  });
});

describe('the report', () => {
  const planOf = (...of: Parameters<typeof estateWith>) => {
    const estate = readEstate(estateWith(...of));
    return planCapacity(estate, estate.platforms[0]!);
  };

  it('says first whether all is well, then shows each node with what is on it', () => {
    const report = capacityReport(
      planOf({ backend: { count: 2 }, frontend: { memory: 1024 } }, { min: 2, max: 4 }),
    ).join('\n');
    expect(report).toMatch(/^The platform prod: everything runs, and everything can be deployed\./);
    expect(report).toContain('2 to 4 nodes of t4g.small, each with 1600 MiB and 2048 CPU units');
    expect(report).toMatch(/1 eu-north-1a +1280 MiB +256 CPU +grades-prod\/frontend, grades-prod\/backend\n/);
    expect(report).toMatch(/room +for \d+ more services of 256 MiB and 128 CPU units; the next/);
    expect(report).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says first what is wrong, where something is', () => {
    const report = capacityReport(planOf({ backend: { memory: 832 } }, { min: 1, max: 1 })).join('\n');
    expect(report).toMatch(/^The platform prod: NOT everything would run, or could be deployed/);
    expect(report).toContain('maxNodes of platform-prod-arm64 from 1 to 2');
  });

  it('is there for programs, too, with each workload by its id', () => {
    const { pools, said } = JSON.parse(capacityAsJson(planOf({ backend: {} })));
    expect(pools[0].nodes[0].tasks).toEqual(['grades-prod/backend']);
    expect(said.problems).toEqual([]);
  });
});

describe('the connections of the database server', () => {
  /** The platform with a database server of 100 connections, and an application that may open so many of them. */
  const planOf = (connections: number) => {
    const { json } = platformStack({ arm64: { min: 1, max: 3 } });
    const most = { parameter: [{ name: 'max_connections', value: '100' }] };
    const resource = { ...json.resource, aws_db_parameter_group: { most } };
    const wish = { name: '/databases/prod/grades/prod', value: JSON.stringify({ connections }) };
    return capacityOf('platform-prod', [
      readStack('platform-prod', JSON.stringify({ ...json, resource })),
      applicationStack('grades', { backend: {} }, { aws_ssm_parameter: { wish } }),
    ]);
  };

  it('are said with who may open them, and how many are free', () => {
    const report = capacityReport(planOf(58)).join('\n');
    expect(report).toMatch(/^The platform prod: everything runs/);
    expect(report).toContain('The database server of prod: 100 connections, of which 10 are kept free\n');
    expect(report).toMatch(/ taken +58: grades-prod 58\n +free +32\n?/);
  });

  it('are a problem where more are taken than it has, for people and for programs', () => {
    const report = capacityReport(planOf(91)).join('\n');
    expect(report).toMatch(
      /^The platform prod: NOT everything[^]*grades may open 91 \(grades-prod 91\); the others leave it 90/,
    );
    expect(report).toMatch(/ free +none: 1 too many are taken/);
    expect(JSON.parse(capacityAsJson(planOf(91))).said.problems).toHaveLength(1);
  });
});

it('a pool has room for so many more services, and one more does not work', () => {
  const plan = (services: number) => {
    const named = Object.fromEntries(Array.from({ length: services }, (_, index) => [`s${index}`, {}]));
    const estate = readEstate(estateWith(named, { min: 1, max: 2 }));
    return planCapacity(estate, estate.platforms[0]!).pools[0]!;
  };
  const { services, next } = plan(2).room;
  expect(next).toBe('cannot be deployed');
  expect(
    saidOf(
      estateWith(Object.fromEntries(Array.from({ length: 2 + services }, (_, index) => [`s${index}`, {}])), {
        min: 1,
        max: 2,
      }),
    ).refused,
  ).toBeUndefined();
  expect(plan(2 + services).room.services).toBe(0);
});
