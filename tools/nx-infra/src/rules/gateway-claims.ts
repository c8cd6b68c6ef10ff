import { hostClaimedTwice, prioritiesMeet } from '../errors';
import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';

/**
 * The rule that hosts and priorities on the gateway are each claimed once in the whole workspace, whichever project
 * claims them. Gives a message for each that is not.
 *
 * Two platforms have two gateways, so a claim is one on a listener.
 */
export function gatewayClaims(stacks: readonly SynthesisedStack[]): string[] {
  const rules = stacks.flatMap((stack) => resourcesOf(stack, 'aws_lb_listener_rule'));
  const byHost = group(
    rules.flatMap((rule) => hostsOf(rule).map((host) => [claim(rule, host), rule] as const)),
  );
  const byPriority = group(rules.map((rule) => [claim(rule, String(rule.config.priority)), rule] as const));
  return [
    ...repeated(byHost).map(([key, claims]) => hostClaimedTwice(hostIn(key), claims.map(whereOf))),
    ...repeated(byPriority)
      .filter(([, claims]) => new Set(claims.map((rule) => hostsOf(rule).join())).size === claims.length)
      .map(([, claims]) => prioritiesMeet(Number(claims[0]?.config.priority), claims.map(whereOf))),
  ];
}

function hostsOf({ config }: Resource): string[] {
  return config.condition.flatMap((condition: any) => condition.host_header?.values ?? []);
}

/** Listeners are found by platform, and the expression that finds one differs from platform to platform. */
function claim({ config }: Resource, what: string): string {
  const platform = /\/platform\/([^/]+)\//.exec(String(config.listener_arn))?.[1] ?? config.listener_arn;
  return `${platform} ${what}`;
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
