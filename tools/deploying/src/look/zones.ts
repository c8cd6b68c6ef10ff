import { HostedZone, ListHostedZonesByNameCommand, Route53Client } from '@aws-sdk/client-route-53';

/** The public zones of exactly a name. AWS lets there be several, and lists all names from one on. */
export async function zonesCalled(route53: Route53Client, name: string): Promise<HostedZone[]> {
  const { HostedZones = [] } = await route53.send(new ListHostedZonesByNameCommand({ DNSName: name }));
  return HostedZones.filter(({ Name = '', Config }) => plainName(Name) === name && !Config?.PrivateZone);
}

/** The id of a zone as Terraform writes it. */
export function idOfZone({ Id = '' }: HostedZone): string {
  return Id.replace('/hostedzone/', '');
}

/** A name of DNS without the dot at its end, in small letters. */
export function plainName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
