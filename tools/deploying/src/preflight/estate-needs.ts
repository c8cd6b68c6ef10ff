import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';

type Stacks = readonly SynthesisedStack[];

/** How many resources of a type some stacks have. */
export function count(stacks: Stacks, type: string): number {
  return stacks.flatMap((stack) => resourcesOf(stack, type)).length;
}

/** A group of instances, of how many at least and at most. */
export interface InstanceGroup {
  readonly type: string;
  readonly fewest: number;
  readonly most: number;
}

/** Every Auto Scaling group of some stacks, with the type of instance that its launch template says. */
export function instanceGroups(stacks: Stacks): InstanceGroup[] {
  return stacks.flatMap((stack) => {
    const templates = new Map(
      resourcesOf(stack, 'aws_launch_template').map(({ address, config }) => [
        `\${${address}.id}`,
        String(config.instance_type),
      ]),
    );
    return resourcesOf(stack, 'aws_autoscaling_group').map(({ config }) => ({
      type: templates.get([config.launch_template].flat()[0]?.id) ?? '',
      fewest: config.desired_capacity ?? config.min_size ?? 0,
      most: config.max_size ?? 0,
    }));
  });
}

/** How many rules the listener has that has most; a rule's listener is an expression, the same in all stacks of a platform. */
export function rulesOfFullestListener(stacks: Stacks): number {
  return fullest(stacks, 'aws_lb_listener_rule');
}

/** How many certificates the listener has that has most, its default one included. */
export function certificatesOfFullestListener(stacks: Stacks): number {
  return fullest(stacks, 'aws_lb_listener_certificate') + 1;
}

function fullest(stacks: Stacks, type: string): number {
  const counts = new Map<string, number>();
  for (const { config } of stacks.flatMap((stack) => resourcesOf(stack, type))) {
    const listener = String(config.listener_arn);
    counts.set(listener, (counts.get(listener) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** The names of all resources of a type, as their stacks write them; expressions are none. */
export function names(stacks: Stacks, type: string, attribute = 'name'): string[] {
  const written = stacks.flatMap((stack) => resourcesOf(stack, type)).map(({ config }) => config[attribute]);
  return [
    ...new Set(written.filter((each): each is string => typeof each === 'string' && !each.includes('${'))),
  ];
}
