import { hostInNoZone, hostWithoutCertificate, notAHost, wildcardNotAHost } from '../errors';

/** The DNS zones that Dotkom holds. apps/bootstrap makes them, the gateway has a certificate for each. */
export const zones = ['online.ntnu.no', 'grades.no', 'vinstraff.no'] as const;

export type Zone = (typeof zones)[number];

/**
 * The names that the gateway's certificate for a zone is for. Wildcards, because a load balancer takes 25
 * certificates: with one per host, the estate of 2025 would already have used 17 of them.
 */
export function certificateNames(zone: Zone): readonly string[] {
  return [zone, `*.${zone}`, `*.staging.${zone}`];
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostPattern = new RegExp(`^(?:${label}\\.)+${label}$`);

/**
 * The zone that a host's records belong to, whoever serves it.
 *
 * @throws UserError when the host is no host name or is in none of Dotkom's zones.
 */
export function zoneHolding(host: string): Zone {
  if (host.includes('*')) throw wildcardNotAHost(host);
  if (!hostPattern.test(host) || host.length > 253) throw notAHost(host);
  return zoneNamed(host);
}

/**
 * The zone of any name in DNS, such as `_minecraft._tcp.online.ntnu.no`, which is no host.
 *
 * @throws UserError when it is in none of Dotkom's zones.
 */
export function zoneNamed(name: string): Zone {
  const zone = zones.find((candidate) => name === candidate || name.endsWith(`.${candidate}`));
  if (!zone) throw hostInNoZone(name, zones);
  return zone;
}

/**
 * The zone a host belongs to, once it is sure that the gateway can serve it.
 *
 * @throws UserError when the host is no host name, is in none of Dotkom's zones or is not covered by the zone's certificate.
 */
export function zoneOfHost(host: string): Zone {
  const zone = zoneHolding(host);
  const names = certificateNames(zone);
  if (!names.some((name) => covers(name, host))) throw hostWithoutCertificate(host, names);
  return zone;
}

function covers(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  return host.slice(host.indexOf('.') + 1) === name.slice(2);
}
