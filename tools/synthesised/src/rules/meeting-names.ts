import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { namesMeet } from './errors';

/** What has a name of which an account has one: in which attribute it is, and what people call the thing. */
const named: Readonly<Record<string, readonly [attribute: string, words: string]>> = {
  aws_autoscaling_group: ['name', 'Auto Scaling group'],
  aws_budgets_budget: ['name', 'budget'],
  aws_cloudwatch_event_rule: ['name', 'event rule'],
  aws_cloudwatch_log_group: ['name', 'log group'],
  aws_cloudwatch_metric_alarm: ['alarm_name', 'alarm'],
  aws_db_instance: ['identifier', 'database'],
  aws_db_parameter_group: ['name', 'parameter group'],
  aws_db_subnet_group: ['name', 'subnet group'],
  aws_ecr_repository: ['name', 'image repository'],
  aws_ecs_capacity_provider: ['name', 'capacity provider'],
  aws_ecs_cluster: ['name', 'cluster'],
  aws_ecs_service: ['name', 'ECS service'],
  aws_ecs_task_definition: ['family', 'task definition'],
  aws_iam_instance_profile: ['name', 'instance profile'],
  aws_iam_policy: ['name', 'policy'],
  aws_iam_role: ['name', 'role'],
  aws_lambda_function: ['function_name', 'function'],
  aws_launch_template: ['name', 'launch template'],
  aws_lb: ['name', 'load balancer'],
  aws_lb_target_group: ['name', 'target group'],
  aws_route53_zone: ['name', 'zone'],
  aws_s3_bucket: ['bucket', 'bucket'],
  aws_scheduler_schedule: ['name', 'schedule'],
  aws_security_group: ['name', 'security group'],
  aws_service_discovery_http_namespace: ['name', 'namespace'],
  aws_sns_topic: ['name', 'topic'],
  aws_sqs_queue: ['name', 'queue'],
  aws_ssm_parameter: ['name', 'parameter'],
};

interface Named {
  readonly stack: string;
  readonly what: string;
  readonly constructPath: string;
}

/**
 * The rule that no two parts of the workspace make a thing of the same name, whichever stacks they are in. A name is made
 * of words, so `grades-prod` and `x` make the same one as `grades` and `prod-x`. Gives one message for each group of
 * stacks whose names meet.
 */
export function meetingNames(stacks: readonly SynthesisedStack[]): string[] {
  const byName = groupBy(
    stacks.flatMap((stack) => resourcesOf(stack).flatMap((resource) => nameOf(resource, stack))),
    ({ what }) => what,
  );
  const meeting = [...byName.values()].filter(({ length }) => length > 1);
  const byStacks = groupBy(meeting, (things) => [...new Set(things.map(({ stack }) => stack))].join(' and '));
  return [...byStacks].map(([together, groups]) =>
    namesMeet(
      together,
      groups.map((things) => ({
        what: things[0]?.what ?? '',
        constructPaths: things.map(({ constructPath }) => constructPath),
      })),
    ),
  );
}

/** The resource by its name, unless it has none or one that is known only to a plan. */
function nameOf({ type, config, constructPath }: Resource, stack: SynthesisedStack): Named[] {
  const [attribute = '', words] = named[type] ?? [];
  const name: unknown = config[attribute];
  if (typeof name !== 'string' || name.includes('${')) return [];
  return [{ stack: stack.name, what: `the ${words} '${name}'`, constructPath }];
}

function groupBy<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}
