import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { hostClaimedTwice, prioritiesMeet } from './errors';
import { OnGateway, onGateways } from './gateways';

/**
 * The rule that hosts, and priorities on the gateway, are each claimed once in the whole workspace, whichever project
 * claims them. Gives a message for each that is not.
 *
 * Two platforms have two gateways, so a claim of a service is one on a gateway. A static site's claim is one on the
 * host itself: CloudFront gives a name to one distribution of the world, and its record leads past every gateway.
 */
export function gatewayClaims(stacks: readonly SynthesisedStack[]): string[] {
  const rules = onGateways(stacks, 'aws_lb_listener_rule');
  const sites = stacks.flatMap((stack) => resourcesOf(stack, 'aws_cloudfront_distribution'));
  const byPriority = group(
    rules.map(({ gateway, resource }) => [`${gateway} ${resource.config.priority}`, resource] as const),
  );
  const claimants = new Map(rules.map(({ stack, resource }) => [resource, claimantOf(stack, resource)]));
  const whereOf = (claim: Resource) =>
    claimants.get(claim) ?? claim.constructPath.replace(/\/distribution$/, '');
  return [
    ...repeatedHosts(rules, sites).map(([host, claims]) => hostClaimedTwice(host, claims.map(whereOf))),
    ...repeated(byPriority)
      .filter(([, claims]) => new Set(claims.map((rule) => hostsOf(rule).join())).size === claims.length)
      .map(([, claims]) => prioritiesMeet(Number(claims[0]?.config.priority), claims.map(whereOf))),
  ];
}

/** Hosts with several claims: on one gateway, or anywhere if one of them is a site's. */
function repeatedHosts(rules: readonly OnGateway[], sites: readonly Resource[]): [string, Resource[]][] {
  const ofSites = group(sites.flatMap((site) => aliasesOf(site).map((host) => [host, site] as const)));
  const claims = rules.flatMap((rule) => hostsOf(rule.resource).map((host) => ({ host, ...rule })));
  for (const { host, resource } of claims) ofSites.get(host)?.push(resource);
  const elsewhere = claims.filter(({ host }) => !ofSites.has(host));
  const byGateway = group(
    elsewhere.map(({ gateway, host, resource }) => [`${gateway} ${host}`, resource] as const),
  );
  return [
    ...repeated(byGateway).map(([key, of]): [string, Resource[]] => [hostIn(key), of]),
    ...repeated(ofSites),
  ];
}

function aliasesOf({ config }: Resource): string[] {
  return config.aliases ?? [];
}

/** The hosts that a rule leads somewhere. */
export function hostsOf({ config }: Resource): string[] {
  return config.condition.flatMap((condition: any) => condition.host_header?.values ?? []);
}

function hostIn(claimed: string): string {
  return claimed.slice(claimed.lastIndexOf(' ') + 1);
}

/** Who a rule leads to: rules of hosts stand at the stack, and their target groups with the services. */
function claimantOf(stack: SynthesisedStack, rule: Resource): string {
  const [targetGroup] = resourcesOf(stack, 'aws_lb_target_group').filter(({ address }) =>
    (rule.config.action ?? []).some(({ target_group_arn }: any) => target_group_arn === `\${${address}.arn}`),
  );
  return (targetGroup ?? rule).constructPath.replace(/\/route\/[\w-]+$/, '');
}

function group(pairs: readonly (readonly [string, Resource])[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const [key, rule] of pairs) groups.set(key, [...(groups.get(key) ?? []), rule]);
  return groups;
}

function repeated(groups: Map<string, Resource[]>): [string, Resource[]][] {
  return [...groups].filter(([, rules]) => rules.length > 1);
}
