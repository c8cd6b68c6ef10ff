import { hostClaimedTwice, prioritiesMeet } from '../errors';
import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';

/**
 * The rule that hosts, and priorities on the gateway, are each claimed once in the whole workspace, whichever project
 * claims them. Gives a message for each that is not.
 *
 * Two platforms have two gateways, so a claim of a service is one on a listener. A static site's claim is one on the
 * host itself: CloudFront gives a name to one distribution of the world, and its record leads past every gateway.
 */
export function gatewayClaims(stacks: readonly SynthesisedStack[]): string[] {
  const rules = stacks.flatMap((stack) => resourcesOf(stack, 'aws_lb_listener_rule'));
  const sites = stacks.flatMap((stack) => resourcesOf(stack, 'aws_cloudfront_distribution'));
  const byPriority = group(rules.map((rule) => [claim(rule, String(rule.config.priority)), rule] as const));
  return [
    ...repeatedHosts(rules, sites).map(([host, claims]) => hostClaimedTwice(host, claims.map(whereOf))),
    ...repeated(byPriority)
      .filter(([, claims]) => new Set(claims.map((rule) => hostsOf(rule).join())).size === claims.length)
      .map(([, claims]) => prioritiesMeet(Number(claims[0]?.config.priority), claims.map(whereOf))),
  ];
}

/** Hosts with several claims: on one gateway, or anywhere if one of them is a site's. */
function repeatedHosts(rules: readonly Resource[], sites: readonly Resource[]): [string, Resource[]][] {
  const ofSites = group(sites.flatMap((site) => aliasesOf(site).map((host) => [host, site] as const)));
  const onGateways = rules.flatMap((rule) => hostsOf(rule).map((host) => ({ host, rule })));
  for (const { host, rule } of onGateways) ofSites.get(host)?.push(rule);
  const elsewhere = onGateways.filter(({ host }) => !ofSites.has(host));
  const byGateway = group(elsewhere.map(({ host, rule }) => [claim(rule, host), rule] as const));
  return [
    ...repeated(byGateway).map(([key, claims]): [string, Resource[]] => [hostIn(key), claims]),
    ...repeated(ofSites),
  ];
}

function aliasesOf({ config }: Resource): string[] {
  return config.aliases ?? [];
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
  return rule.constructPath.replace(/\/(route\/rule|distribution)$/, '');
}

function group(pairs: readonly (readonly [string, Resource])[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const [key, rule] of pairs) groups.set(key, [...(groups.get(key) ?? []), rule]);
  return groups;
}

function repeated(groups: Map<string, Resource[]>): [string, Resource[]][] {
  return [...groups].filter(([, rules]) => rules.length > 1);
}
