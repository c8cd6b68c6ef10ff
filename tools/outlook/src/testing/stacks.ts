import { readStack, SynthesisedStack } from '@dotkom/synthesised';

/** A pool as a test wants it; what is not said is as the platform makes it. */
export interface TestPool {
  readonly min: number;
  readonly max: number;
  readonly instanceType?: string;
  readonly targetCapacity?: number;
}

const zones = ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'];

/** A platform called `prod` with these pools, by their architecture, as `synth` writes it. */
export function platformStack(pools: Readonly<Record<string, TestPool>>): SynthesisedStack {
  const each = (make: (name: string, pool: TestPool) => object) =>
    Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, make(name, pool)]));
  return written('platform-prod', 'platform', {
    aws_vpc: { vpc: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: Object.fromEntries(
      zones.map((zone, index) => [zone, { availability_zone: zone, cidr_block: `10.0.${16 * index}.0/20` }]),
    ),
    aws_launch_template: each((_, { instanceType = 't4g.small' }) => ({
      instance_type: instanceType,
      user_data: '${base64encode(local.user-data)}',
      block_device_mappings: [{ device_name: '/dev/xvda', ebs: { volume_size: 30, volume_type: 'gp3' } }],
      credit_specification: { cpu_credits: 'standard' },
    })),
    aws_autoscaling_group: each((name, { min, max }) => ({
      min_size: min,
      max_size: max,
      launch_template: { id: `\${aws_launch_template.${name}.id}` },
      vpc_zone_identifier: zones.map((zone) => `\${aws_subnet.${zone}.id}`),
      instance_refresh: { preferences: { max_healthy_percentage: 200, min_healthy_percentage: 100 } },
    })),
    aws_ecs_capacity_provider: each((name, { targetCapacity = 90 }) => ({
      name: `platform-prod-${name}`,
      auto_scaling_group_provider: {
        auto_scaling_group_arn: `\${aws_autoscaling_group.${name}.arn}`,
        managed_scaling: { status: 'ENABLED', target_capacity: targetCapacity, maximum_scaling_step_size: 2 },
      },
    })),
    aws_ssm_parameter: each((name) => ({
      name: `/platform/prod/capacity-provider-${name}`,
      value: `\${aws_ecs_capacity_provider.${name}.name}`,
    })),
  });
}

/** A service as a test wants it: 128 CPU units, 256 MiB and one task on arm64, unless it says otherwise. */
export interface TestService {
  readonly cpu?: number;
  readonly memory?: number;
  readonly count?: number;
  readonly pool?: string;
  readonly minimumHealthyPercent?: number;
  readonly maximumPercent?: number;
  readonly hostPort?: number;
  /** What else its `aws_ecs_service` says. */
  readonly service?: object;
  /** What else its `aws_ecs_task_definition` says. */
  readonly task?: object;
}

/** The stack of an application in prod with these services, by their names, as `synth` writes it. */
export function applicationStack(
  application: string,
  services: Readonly<Record<string, TestService>>,
  more: Record<string, object> = {},
): SynthesisedStack {
  const each = (make: (name: string, service: TestService) => object) =>
    Object.fromEntries(Object.entries(services).map(([name, service]) => [name, make(name, service)]));
  return written(`${application}-prod`, application, {
    aws_ecs_task_definition: each((name, service) => ({
      ...at(`${application}-prod/${name}/task/definition`),
      ...taskDefinition(name, service),
    })),
    aws_ecs_service: each((name, service) => ({
      ...at(`${application}-prod/${name}/service`),
      ...ecsService(`${application}-prod-${name}`, name, service),
    })),
    ...more,
  });
}

/** A task definition of one container. */
export function taskDefinition(
  name: string,
  { cpu = 128, memory = 256, hostPort = 0, task = {} }: TestService,
): object {
  const container = {
    name,
    image: 'image',
    cpu,
    memory,
    portMappings: [{ containerPort: 3000, hostPort }],
  };
  return {
    family: name,
    memory: String(memory),
    network_mode: 'bridge',
    runtime_platform: { cpu_architecture: 'ARM64' },
    container_definitions: JSON.stringify([container]),
    ...task,
  };
}

function ecsService(name: string, id: string, service: TestService): object {
  const released = `lookup(local.Releases, "/releases/${name}", "") != ""`;
  return {
    name,
    task_definition: `\${aws_ecs_task_definition.${id}.arn}`,
    desired_count: `\${(${released}) ? ${service.count ?? 1} : 0}`,
    capacity_provider_strategy: [
      {
        capacity_provider: `\${local.facts["/platform/prod/capacity-provider-${service.pool ?? 'arm64'}"]}`,
        weight: 1,
      },
    ],
    deployment_minimum_healthy_percent: service.minimumHealthyPercent ?? 100,
    deployment_maximum_percent: service.maximumPercent ?? 200,
    ordered_placement_strategy: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' },
    ],
    ...service.service,
  };
}

function at(path: string): object {
  return { '//': { metadata: { path } } };
}

function written(name: string, application: string, resource: object): SynthesisedStack {
  const json = {
    terraform: { backend: { s3: { bucket: 'state', key: name } } },
    provider: {
      aws: [{ default_tags: [{ tags: { Application: application, Environment: 'prod', Owner: 'dotkom' } }] }],
    },
    ...(application !== 'platform' && {
      data: { aws_ssm_parameters_by_path: { facts: { path: '/platform/prod' } } },
    }),
    locals: { 'user-data': 'ECS_CLUSTER=prod\nECS_RESERVED_MEMORY=200\n' },
    resource,
  };
  return readStack(name, JSON.stringify(json));
}
