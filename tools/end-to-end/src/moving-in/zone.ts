import {
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { Clients } from '../clients';

/** Where the records of a zone lead, by type and name, without those that every zone has. */
export async function recordsIn({ route53 }: Clients, zone: string): Promise<Record<string, string>> {
  const { HostedZones: [found] = [] } = await route53.send(
    new ListHostedZonesByNameCommand({ DNSName: zone }),
  );
  const { ResourceRecordSets = [] } = await route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: found?.Id }),
  );
  return Object.fromEntries(
    ResourceRecordSets.filter(({ Type = '' }) => !['NS', 'SOA'].includes(Type)).map((record) => [
      `${record.Type} ${record.Name?.replace('\\052', '*').replace(/\.$/, '')}`,
      targetOf(record),
    ]),
  );
}

function targetOf({ AliasTarget, ResourceRecords = [], TTL }: ResourceRecordSet): string {
  if (AliasTarget) return `alias ${AliasTarget.DNSName?.replace(/\.$/, '')}`;
  return `${ResourceRecords.map(({ Value }) => Value).join()} for ${TTL}`;
}
