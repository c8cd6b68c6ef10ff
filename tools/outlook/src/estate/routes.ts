import { Resource, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { blockOf, blocksOf, referred } from './part';

/** How requests of the gateway come to a service. */
export interface Route {
  readonly hosts: readonly string[];
  /** The port of the container. */
  readonly port: number;
  readonly healthCheck: HealthCheck;
}

/** How the gateway asks whether a task can answer. */
export interface HealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
}

/** The route of a service, if the gateway leads to it. */
export function readRoute(stack: SynthesisedStack, service: Resource): Route | undefined {
  const balancer = blockOf(service.config.load_balancer);
  const group = referred(resourcesOf(stack, 'aws_lb_target_group'), balancer?.['target_group_arn']);
  if (!balancer || !group) return undefined;
  const check = blockOf(group.config.health_check) ?? {};
  return {
    hosts: hostsOf(stack, group),
    port: Number(balancer['container_port']),
    // Source: Elastic Load Balancing API reference, CreateTargetGroup, for what is not said.
    healthCheck: {
      path: String(check['path'] ?? '/'),
      intervalSeconds: Number(check['interval'] ?? 30),
    },
  };
}

/** Hosts below `.invalid` only attach a target group; nobody asks for them. */
function hostsOf(stack: SynthesisedStack, group: Resource): string[] {
  return resourcesOf(stack, 'aws_lb_listener_rule')
    .filter(({ config }) =>
      blocksOf(config.action).some((action) => JSON.stringify(action).includes(`${group.address}.`)),
    )
    .flatMap(({ config }) => blocksOf(config.condition))
    .flatMap((condition) => blocksOf(condition['host_header']))
    .flatMap((header) => blocksOf(header['values']).map(String))
    .filter((host) => !host.endsWith('.invalid'));
}
