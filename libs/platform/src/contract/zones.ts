import { hostInNoZone, hostWithoutCertificate, notAHost } from '../errors';

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
 * The zone a host belongs to, once it is sure that the gateway can serve it.
 *
 * @throws UserError when the host is no host name, is in none of Dotkom's zones or is not covered by the zone's certificate.
 */
export function zoneOfHost(host: string): Zone {
  if (!hostPattern.test(host) || host.length > 253) throw notAHost(host);
  const zone = zones.find((candidate) => host === candidate || host.endsWith(`.${candidate}`));
  if (!zone) throw hostInNoZone(host, zones);
  const names = certificateNames(zone);
  if (!names.some((name) => covers(name, host))) throw hostWithoutCertificate(host, names);
  return zone;
}

function covers(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  return host.slice(host.indexOf('.') + 1) === name.slice(2);
}
