import { Architecture } from '@dotkom/platform/contract/conventions';
import { Resource, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { instanceTypeOf, Registered, registeredBy } from './instance-types';
import { readSubnets } from './network';
import { blockOf, constructOf, referred } from './part';

/** A node pool: an Auto Scaling group whose instances are nodes, and the capacity provider by which services name it. */
export interface NodePool {
  /** The name of its capacity provider: `platform-prod-arm64`. */
  readonly name: string;
  /** The construct that makes it: `platform-prod/arm64-nodes`. */
  readonly construct: string;
  /** The address of its capacity provider in the stack. */
  readonly address: string;
  readonly architecture: Architecture;
  /** `t4g.small`. */
  readonly instanceType: string;
  /** The fewest nodes and the most. */
  readonly min: number;
  readonly max: number;
  /** How full ECS keeps its nodes, in percent; none where ECS does not decide how many there are. */
  readonly targetCapacity?: number;
  /** The most nodes while they are replaced, in percent of those that there are: above 100, new ones come first. */
  readonly replacementPercent: number;
  /** The availability zones that Auto Scaling spreads its nodes over. */
  readonly zones: readonly string[];
  /** What each node offers to tasks: memory after what the agent leaves free. */
  readonly registered: Registered;
}

/** The pools of a stack, in the order in which it makes them. */
export function readNodePools(stack: SynthesisedStack): NodePool[] {
  const groups = resourcesOf(stack, 'aws_autoscaling_group');
  return resourcesOf(stack, 'aws_ecs_capacity_provider').flatMap((provider) => {
    const settings = blockOf(provider.config.auto_scaling_group_provider) ?? {};
    const group = referred(groups, settings['auto_scaling_group_arn']);
    return group ? [readNodePool(stack, provider, settings, group)] : [];
  });
}

function readNodePool(
  stack: SynthesisedStack,
  { address, config, constructPath }: Resource,
  settings: Record<string, any>,
  group: Resource,
): NodePool {
  const templates = resourcesOf(stack, 'aws_launch_template');
  const template = referred(templates, blockOf(group.config.launch_template)?.['id']);
  const instanceType = String(template?.config.instance_type);
  const type = instanceTypeOf(instanceType, constructPath);
  const scaling = blockOf(settings['managed_scaling']);
  const refresh = blockOf(blockOf(group.config.instance_refresh)?.['preferences']);
  return {
    name: String(config.name),
    construct: constructOf(constructPath),
    address,
    architecture: type.architecture,
    instanceType,
    min: Number(group.config.min_size),
    max: Number(group.config.max_size),
    targetCapacity: scaling?.['status'] === 'ENABLED' ? (scaling['target_capacity'] ?? 100) : undefined,
    replacementPercent: refresh?.['max_healthy_percentage'] ?? 100,
    zones: zonesOf(stack, group),
    registered: registeredBy(type, reservedMemory(stack, template)),
  };
}

function zonesOf(stack: SynthesisedStack, group: Resource): string[] {
  const text = String(group.config.vpc_zone_identifier);
  const zones = readSubnets(stack)
    .filter(({ address }) => text.includes(`${address}.`))
    .map(({ zone }) => zone);
  return [...new Set(zones)].sort();
}

/** What the agent is told to leave free, by user data; it stands in a local value of the stack. */
function reservedMemory(stack: SynthesisedStack, template: Resource | undefined): number {
  const userData = String(template?.config.user_data);
  const local = /local\.([\w-]+)/.exec(userData)?.[1];
  const script = local ? String(stack.json['locals']?.[local]) : userData;
  return Number(/^ECS_RESERVED_MEMORY=(\d+)$/m.exec(script)?.[1] ?? 0);
}
