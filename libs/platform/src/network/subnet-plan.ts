import { noRoomInNetwork, notANetwork } from '../errors';

/** A kind of subnet, of which the network has one in each zone. */
export interface SubnetTier {
  readonly name: string;
  /** The prefix of each subnet: 24 gives 251 usable addresses (AWS keeps 5 of each subnet). */
  readonly prefix: number;
}

export interface PlannedSubnet {
  readonly tier: string;
  readonly zone: string;
  readonly cidr: string;
}

/** Each tier has room for as many zones, so that a further zone moves nothing that exists. */
const zonesPerTier = 4;

/**
 * Divides a network among tiers and zones. A tier's subnets stay where they are when a tier is added at the end or a
 * zone is added after the others.
 *
 * @example
 * planSubnets('10.0.0.0/16', ['a', 'b', 'c'], [{ name: 'public', prefix: 24 }])
 * @throws UserError when the network is none that a VPC can have or does not hold all tiers.
 */
export function planSubnets(
  cidr: string,
  zones: readonly string[],
  tiers: readonly SubnetTier[],
): PlannedSubnet[] {
  const network = parseNetwork(cidr);
  let next = network.first;
  return tiers.flatMap(({ name, prefix }) => {
    const size = 2 ** (32 - prefix);
    const first = Math.ceil(next / size) * size;
    next = first + size * zonesPerTier;
    if (next > network.end || zones.length > zonesPerTier) throw noRoomInNetwork(`the ${name} subnets`, cidr);
    return zones.map((zone, index) => ({
      tier: name,
      zone,
      cidr: `${address(first + index * size)}/${prefix}`,
    }));
  });
}

function parseNetwork(cidr: string): { first: number; end: number } {
  const match = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\/(\d{2})$/.exec(
    cidr,
  );
  const [a, b, c, d, prefix] = (match ?? []).slice(1).map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || prefix === undefined) {
    throw notANetwork(cidr);
  }
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  if (Math.max(a, b, c, d) > 255 || prefix < 16 || prefix > 28 || first % size !== 0) throw notANetwork(cidr);
  return { first, end: first + size };
}

function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
