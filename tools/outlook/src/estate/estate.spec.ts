import { isUserError } from '@dotkom/stack/conventions';
import { readStack } from '@dotkom/synthesised';
import { applicationStack, platformStack, taskDefinition, TestService } from '../testing';
import { readEstate } from './estate';
import { Workload } from './workloads';

const pools = { arm64: { min: 3, max: 8 } };

const workloadsWith = (
  services: Record<string, TestService>,
  more?: Record<string, object>,
): readonly Workload[] => {
  const estate = readEstate([platformStack(pools), applicationStack('onlineweb', services, more)]);
  return estate.applications[0]?.workloads ?? [];
};

const only = (service: TestService, more?: Record<string, object>) =>
  workloadsWith({ web: service }, more)[0];

describe('a node pool', () => {
  it('has what its nodes register: the memory that Linux sees without what the agent leaves free', () => {
    const [platform] = readEstate([
      platformStack({ ...pools, amd64: { min: 0, max: 2, instanceType: 't3.medium' } }),
    ]).platforms;
    expect(platform).toMatchObject({
      instance: 'prod',
      network: { zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] },
    });
    expect(platform?.pools).toMatchObject([
      {
        name: 'platform-prod-arm64',
        architecture: 'arm64',
        min: 3,
        max: 8,
        targetCapacity: 90,
        registered: { cpuUnits: 2048, memoryMebibytes: 1600 },
      },
      {
        name: 'platform-prod-amd64',
        architecture: 'amd64',
        registered: { cpuUnits: 2048, memoryMebibytes: 3400 },
      },
    ]);
  });

  it('of an unknown instance type is refused with where to add it', () => {
    const read = () => readEstate([platformStack({ arm64: { ...pools.arm64, instanceType: 'x9.huge' } })]);
    expect(read).toThrow("'x9.huge'");
    expect(read).toThrow('instance-types.ts');
    try {
      read();
    } catch (error) {
      expect(isUserError(error)).toBe(true);
    }
  });
});

describe('a service', () => {
  it('runs once there is a release, on the pool whose fact it reads', () => {
    expect(only({ cpu: 1024, memory: 1024, count: 2, minimumHealthyPercent: 75 })).toMatchObject({
      id: 'onlineweb-prod/web',
      kind: 'worker',
      pool: 'platform-prod-arm64',
      size: { cpuUnits: 1024, memoryMebibytes: 1024, hostPorts: [], networkInterface: false },
      count: { atRest: 2, min: 2, max: 2 },
      rolling: { minimumHealthyPercent: 75, maximumPercent: 200 },
      placement: [
        { type: 'spread', field: 'attribute:ecs.availability-zone' },
        { type: 'binpack', field: 'memory' },
      ],
    });
  });

  it('on a pool that is not there, or of a launch type, is on none, and says what it wants', () => {
    expect(only({ pool: 'riscv' })).toMatchObject({
      pool: undefined,
      wantedPool: expect.stringContaining('riscv'),
    });
    const launched = only({ service: { capacity_provider_strategy: undefined, launch_type: 'EC2' } });
    expect(launched).toMatchObject({ pool: undefined, wantedPool: 'EC2' });
  });

  it('is as large as its containers where nothing is said for the whole task, by what each reserves', () => {
    const containers = [
      { name: 'a', cpu: 100, memory: 300, memoryReservation: 200 },
      { name: 'b', cpu: 28, memory: 64 },
    ];
    const task = { memory: undefined, container_definitions: JSON.stringify(containers) };
    expect(only({ task })?.size).toMatchObject({ cpuUnits: 128, memoryMebibytes: 264 });
  });

  it('takes ports of its node where it names them, or shares its network', () => {
    expect(only({ hostPort: 8080 })?.size.hostPorts).toEqual([8080]);
    expect(only({ task: { network_mode: 'host' } })?.size.hostPorts).toEqual([3000]);
    expect(only({ hostPort: 8080, task: { network_mode: 'awsvpc' } })?.size).toMatchObject({
      hostPorts: [],
      networkInterface: true,
    });
  });

  it('with Service Connect takes the CPU of its proxy too, and its memory unless the task has its own', () => {
    const service = {
      service_connect_configuration: [{ enabled: true, service: [{ discovery_name: 'api' }] }],
    };
    expect(only({ cpu: 128, memory: 320, service })).toMatchObject({
      serviceConnect: 'api',
      size: { cpuUnits: 384, memoryMebibytes: 320 },
    });
    const task = {
      memory: undefined,
      container_definitions: JSON.stringify([{ name: 'a', cpu: 128, memory: 256 }]),
    };
    expect(only({ service, task })?.size).toMatchObject({ cpuUnits: 384, memoryMebibytes: 320 });
  });

  it('whose load decides rests at its fewest, with the times at which more are wanted', () => {
    const target = '${aws_appautoscaling_target.t.resource_id}';
    const action = (schedule: string, min: string) => ({
      resource_id: target,
      schedule,
      scalable_target_action: { min_capacity: min, max_capacity: '4' },
    });
    const scaled = only(
      { count: 2 },
      {
        aws_appautoscaling_target: {
          t: { resource_id: 'service/x/${aws_ecs_service.web.name}', min_capacity: 2, max_capacity: 4 },
        },
        aws_appautoscaling_scheduled_action: {
          from: action('at(2030-01-14T11:45:00)', '3'),
          to: action('at(2030-01-14T13:00:00)', '2'),
        },
      },
    );
    expect(scaled?.count).toEqual({
      atRest: 2,
      min: 2,
      max: 4,
      peaks: [{ from: '2030-01-14 11:45', atLeast: 3 }],
    });
  });

  it('behind the gateway has its hosts, without the one that nobody asks for', () => {
    const rule = (host: string) => ({
      action: [{ target_group_arn: '${aws_lb_target_group.g.arn}' }],
      condition: [{ host_header: { values: [host] } }],
    });
    const [web] = workloadsWith(
      {
        web: {
          service: {
            load_balancer: [{ target_group_arn: '${aws_lb_target_group.g.arn}', container_port: 3000 }],
          },
        },
      },
      {
        aws_lb_target_group: { g: { health_check: { path: '/health', interval: 10, timeout: 5 } } },
        aws_lb_listener_rule: { a: rule('online.ntnu.no'), b: rule('web.onlineweb-prod.invalid') },
      },
    );
    expect(web).toMatchObject({
      kind: 'web',
      route: { hosts: ['online.ntnu.no'], port: 3000, healthCheck: { path: '/health', intervalSeconds: 10 } },
    });
  });
});

describe('what ends', () => {
  const provider = '${local.facts["/platform/prod/capacity-provider-arm64"]}';
  const states = {
    Run: {
      TimeoutSeconds: 600,
      Parameters: {
        TaskDefinition: '${aws_ecs_task_definition.job.arn}',
        CapacityProviderStrategy: [{ CapacityProvider: provider }],
      },
    },
  };
  const job = (more: object = {}) =>
    workloadsWith(
      {},
      {
        aws_ecs_task_definition: { job: taskDefinition('job', {}) },
        aws_sfn_state_machine: {
          m: { definition: JSON.stringify({ States: { ...states, ...more } }).replaceAll('\\"', '"') },
        },
        aws_scheduler_schedule: {
          s: { schedule_expression: 'rate(1 hour)', target: { arn: '${aws_sfn_state_machine.m.arn}' } },
        },
      },
    )[0];

  it('is a job by its schedule, as often at once as its runs overlap unless it looks first', () => {
    expect(job()).toMatchObject({
      kind: 'job',
      pool: 'platform-prod-arm64',
      count: { atRest: 0, max: 1 },
      run: { schedule: 'rate(1 hour)', timeoutSeconds: 600 },
    });
    const long = { Run: { ...states.Run, TimeoutSeconds: 3600, Retry: [{ MaxAttempts: 1 }] } };
    expect(job(long)?.count.max).toBe(3);
    expect(job({ ...long, FindRunning: {} })?.count.max).toBe(1);
  });

  it('is a one-off task by the deploy that runs it, with what waits for it', () => {
    const order = `\${jsonencode({"taskDefinition" = aws_ecs_task_definition.m.arn, "capacityProvider" = local.facts["/platform/prod/capacity-provider-arm64"], "timeoutSeconds" = 900})}`;
    const workloads = workloadsWith(
      { web: { service: { depends_on: ['terraform_data.run'] } } },
      {
        terraform_data: { run: { provisioner: [{ 'local-exec': { environment: { RUN_TASK: order } } }] } },
      },
    );
    expect(workloads).toHaveLength(1);
    const tasks = { aws_ecs_task_definition: { web: taskDefinition('web', {}), m: taskDefinition('m', {}) } };
    const all = workloadsWith(
      { web: { service: { depends_on: ['terraform_data.run'] } } },
      {
        ...tasks,
        terraform_data: { run: { provisioner: [{ 'local-exec': { environment: { RUN_TASK: order } } }] } },
      },
    );
    expect(all.map(({ kind, pool }) => [kind, pool])).toEqual([
      ['worker', 'platform-prod-arm64'],
      ['one-off', 'platform-prod-arm64'],
    ]);
    expect(all[1]?.run).toMatchObject({ timeoutSeconds: 900, before: ['web'] });
  });
});

it('a stack that reads no platform is an application without one, with its queues', () => {
  const text = JSON.stringify({
    terraform: { backend: { s3: { bucket: 'state' } } },
    provider: {
      aws: [{ default_tags: [{ tags: { Application: 'minecraft', Environment: 'prod', Owner: 'dotkom' } }] }],
    },
    resource: {
      aws_sqs_queue: {
        q: { name: 'q', redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}"}' },
        dead: { name: 'dead', message_retention_seconds: 60 },
      },
    },
  });
  const [application] = readEstate([readStack('minecraft-prod', text)]).applications;
  expect(application).toMatchObject({
    platform: undefined,
    owner: 'dotkom',
    queues: [
      { name: 'q', deadLetters: 'aws_sqs_queue.dead', retentionSeconds: 345_600 },
      { name: 'dead', retentionSeconds: 60 },
    ],
  });
});
