import { hostClaimedTwice, prioritiesMeet } from '../errors';
import { Resource, SynthesisedStack } from '../stack/synthesised-stack';
import { onGateways } from './gateways';

/**
 * The rule that hosts and priorities on the gateway are each claimed once in the whole workspace, whichever project
 * claims them. Gives a message for each that is not.
 *
 * Two platforms have two gateways, so a claim is one on a gateway.
 */
export function gatewayClaims(stacks: readonly SynthesisedStack[]): string[] {
  const rules = onGateways(stacks, 'aws_lb_listener_rule');
  const byHost = group(
    rules.flatMap(({ gateway, resource }) =>
      hostsOf(resource).map((host) => [`${gateway} ${host}`, resource] as const),
    ),
  );
  const byPriority = group(
    rules.map(({ gateway, resource }) => [`${gateway} ${resource.config.priority}`, resource] as const),
  );
  return [
    ...repeated(byHost).map(([key, claims]) => hostClaimedTwice(hostIn(key), claims.map(whereOf))),
    ...repeated(byPriority)
      .filter(([, claims]) => new Set(claims.map((rule) => hostsOf(rule).join())).size === claims.length)
      .map(([, claims]) => prioritiesMeet(Number(claims[0]?.config.priority), claims.map(whereOf))),
  ];
}

/** The hosts that a rule leads somewhere. */
export function hostsOf({ config }: Resource): string[] {
  return config.condition.flatMap((condition: any) => condition.host_header?.values ?? []);
}

function hostIn(claimed: string): string {
  return claimed.slice(claimed.lastIndexOf(' ') + 1);
}

function whereOf(rule: Resource): string {
  return rule.constructPath.replace(/\/route\/rule$/, '');
}

function group(pairs: readonly (readonly [string, Resource])[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const [key, rule] of pairs) groups.set(key, [...(groups.get(key) ?? []), rule]);
  return groups;
}

function repeated(groups: Map<string, Resource[]>): [string, Resource[]][] {
  return [...groups].filter(([, rules]) => rules.length > 1);
}
