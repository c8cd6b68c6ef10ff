import { RouteTable, SecurityGroupRule, Subnet } from '@aws-sdk/client-ec2';
import { contains, overlaps } from './addresses';
import { common, everything, inWords, Ports } from './ports';

/** Where something stands in a network: one of its interfaces. */
export interface Place {
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  /** Whether it has a public address: without one, an internet gateway leads neither to it nor out from it. */
  readonly isPublic: boolean;
}

/** An interface that routes lead to, and that forwards what is for others. */
export interface Forwarder extends Place {
  readonly interfaceId: string;
  /** Where it sends on what it forwards. */
  readonly outside: readonly Place[];
}

/** What decides who reaches whom in a network: the answers of EC2, as they are. */
export interface Paths {
  /** All addresses of the network. */
  readonly cidr: string;
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly rules: readonly SecurityGroupRule[];
  readonly forwarders: readonly Forwarder[];
}

/** Everything outside of the network. */
export const internet = 'internet';

export type Party = readonly (Place | typeof internet)[];

/**
 * Which ports one can open to another, by routes, public addresses and the rules of the security groups on both sides: for
 * `reachability(paths, { internet: [internet], gateway })` such as
 * `{ internet: { gateway: '80, 443' }, gateway: { internet: 'nothing' } }`.
 *
 * Network access lists are not looked at: the platform makes none, and the one that a network begins with lets everything
 * through.
 */
export function reachability(
  paths: Paths,
  parties: Readonly<Record<string, Party>>,
): Record<string, Record<string, string>> {
  const others = (name: string) => Object.entries(parties).filter(([other]) => other !== name);
  return Object.fromEntries(
    Object.entries(parties).map(([name, party]) => [
      name,
      Object.fromEntries(others(name).map(([other, to]) => [other, inWords(portsBetween(paths, party, to))])),
    ]),
  );
}

function portsBetween(paths: Paths, from: Party, to: Party): Ports[] {
  return from.flatMap((one) => to.flatMap((other) => portsFromTo(paths, one, other)));
}

function portsFromTo(paths: Paths, from: Place | typeof internet, to: Place | typeof internet): Ports[] {
  if (from === internet) return to === internet ? [] : fromInternet(paths, to);
  if (to === internet) return toInternet(paths, from);
  // Every route table leads to all of its own network, and nothing can take that away.
  return common(leaving(paths, from, to), entering(paths, from, to));
}

function fromInternet(paths: Paths, to: Place): Ports[] {
  return isOnInternet(paths, to) ? entering(paths, internet, to) : [];
}

function toInternet(paths: Paths, from: Place): Ports[] {
  const allowed = leaving(paths, from, internet);
  if (isOnInternet(paths, from)) return allowed;
  const { NetworkInterfaceId } = wayOut(paths, from) ?? {};
  return paths.forwarders
    .filter(({ interfaceId }) => interfaceId === NetworkInterfaceId)
    .flatMap((forwarder) => {
      const outside = forwarder.outside.filter((place) => isOnInternet(paths, place));
      const onward = outside.flatMap((place) => leaving(paths, place, internet));
      return common(common(allowed, entering(paths, from, forwarder)), onward);
    });
}

function isOnInternet(paths: Paths, place: Place): boolean {
  return place.isPublic && Boolean(wayOut(paths, place)?.GatewayId?.startsWith('igw-'));
}

/** The route of a subnet for all that is in no other. A subnet without a table of its own has the main one. */
function wayOut({ routeTables }: Paths, { subnetId }: Place) {
  const own = routeTables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId === subnetId),
  );
  const main = routeTables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
  return (own ?? main)?.Routes?.find(
    ({ DestinationCidrBlock, State }) => DestinationCidrBlock === '0.0.0.0/0' && State !== 'blackhole',
  );
}

function leaving(paths: Paths, from: Place, to: Place | typeof internet): Ports[] {
  return portsOfRules(paths, from, to, true);
}

function entering(paths: Paths, from: Place | typeof internet, to: Place): Ports[] {
  return portsOfRules(paths, to, from, false);
}

function portsOfRules(
  paths: Paths,
  { securityGroupIds }: Place,
  peer: Place | typeof internet,
  isEgress: boolean,
): Ports[] {
  return paths.rules
    .filter((rule) => rule.IsEgress === isEgress && securityGroupIds.includes(rule.GroupId ?? ''))
    .filter((rule) => (peer === internet ? isAboutInternet(paths, rule) : isAbout(paths, rule, peer)))
    .map(({ IpProtocol = '', FromPort = 0, ToPort = 0 }) =>
      IpProtocol === '-1' ? everything : { protocol: IpProtocol, first: FromPort, last: ToPort },
    );
}

function isAboutInternet({ cidr }: Paths, { CidrIpv4, CidrIpv6 }: SecurityGroupRule): boolean {
  return CidrIpv6 !== undefined || (CidrIpv4 !== undefined && !contains(cidr, CidrIpv4));
}

function isAbout(
  { subnets }: Paths,
  { CidrIpv4, ReferencedGroupInfo }: SecurityGroupRule,
  { securityGroupIds, subnetId }: Place,
): boolean {
  if (ReferencedGroupInfo?.GroupId) return securityGroupIds.includes(ReferencedGroupInfo.GroupId);
  const addresses = subnets.find(({ SubnetId }) => SubnetId === subnetId)?.CidrBlock;
  return CidrIpv4 !== undefined && addresses !== undefined && overlaps(addresses, CidrIpv4);
}
