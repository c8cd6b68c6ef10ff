import { ownTags, Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { Claimant, hostClaimedTwice, prioritiesMeet } from './errors';
import { onGateways } from './gateways';

/**
 * The rule that hosts, and priorities on the gateway, are each claimed once in the whole workspace, whichever project
 * claims them. Gives a message for each that is not.
 *
 * Two platforms have two gateways, so a claim of a service is one on a gateway. A static site's claim is one on the
 * host itself: CloudFront gives a name to one distribution of the world, and its record leads past every gateway.
 */
export function gatewayClaims(stacks: readonly SynthesisedStack[]): string[] {
  const rules = onGateways(stacks, 'aws_lb_listener_rule');
  const byPriority = group(
    rules.map(({ gateway, stack, resource }) => [
      `${gateway} ${resource.config.priority}`,
      { stack, resource },
    ]),
  );
  return [
    ...repeatedHosts(stacks).map(([host, claims]) => hostClaimedTwice(host, claims.map(claimantOf))),
    ...repeated(byPriority)
      .filter(
        ([, claims]) =>
          new Set(claims.map(({ resource }) => hostsOf(resource).join())).size === claims.length,
      )
      .map(([, claims]) =>
        prioritiesMeet(
          Number(claims[0]?.resource.config.priority),
          claims.map((claim) => claimantOf(claim).where),
        ),
      ),
  ];
}

/** The hosts that {@link gatewayClaims} speaks of as claimed several times, with how many claim each. */
export function hostsClaimedTwice(stacks: readonly SynthesisedStack[]): ReadonlyMap<string, number> {
  return new Map(repeatedHosts(stacks).map(([host, claims]) => [host, claims.length]));
}

/** A rule or a distribution, and the stack that makes it. */
interface Claim {
  readonly stack: SynthesisedStack;
  readonly resource: Resource;
}

/** Hosts with several claims: on one gateway, or anywhere if one of them is a site's. */
function repeatedHosts(stacks: readonly SynthesisedStack[]): [string, Claim[]][] {
  const sites = stacks.flatMap((stack) =>
    resourcesOf(stack, 'aws_cloudfront_distribution').map((resource) => ({ stack, resource })),
  );
  const ofSites = group(
    sites.flatMap((site) => aliasesOf(site.resource).map((host): [string, Claim] => [host, site])),
  );
  const claims = onGateways(stacks, 'aws_lb_listener_rule').flatMap((rule) =>
    hostsOf(rule.resource).map((host) => ({ host, ...rule })),
  );
  for (const { host, stack, resource } of claims) ofSites.get(host)?.push({ stack, resource });
  const elsewhere = claims.filter(({ host }) => !ofSites.has(host));
  const byGateway = group(
    elsewhere.map(({ gateway, host, stack, resource }) => [`${gateway} ${host}`, { stack, resource }]),
  );
  return [
    ...repeated(byGateway).map(([key, of]): [string, Claim[]] => [hostIn(key), of]),
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

/** Who claims: of a rule who it leads to, since rules of hosts stand at the stack, and their target groups with the services. */
function claimantOf({ stack, resource }: Claim): Claimant {
  const [targetGroup] = resourcesOf(stack, 'aws_lb_target_group').filter(({ address }) =>
    (resource.config.action ?? []).some(
      ({ target_group_arn }: any) => target_group_arn === `\${${address}.arn}`,
    ),
  );
  const { Application: application, Environment: environment } = ownTags(stack);
  const where = (targetGroup ?? resource).constructPath.replace(/\/(route\/[\w-]+|distribution)$/, '');
  return { where, application, environment };
}

function group(pairs: readonly [string, Claim][]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const [key, claim] of pairs) groups.set(key, [...(groups.get(key) ?? []), claim]);
  return groups;
}

function repeated(groups: Map<string, Claim[]>): [string, Claim[]][] {
  return [...groups].filter(([, claims]) => claims.length > 1);
}
