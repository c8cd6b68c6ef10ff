import { Statement } from '@dotkom/stack';

/**
 * Records in our zones, of the types that lead to a service or prove that a name is ours. Not NS, DS, SOA, CAA or MX:
 * whoever writes these can take a zone, its certificates or its mail.
 */
export function recordStatement(zoneArns: readonly string[]): readonly Statement[] {
  return [
    {
      sid: 'Records',
      actions: ['route53:ChangeResourceRecordSets'],
      resources: zoneArns,
      conditions: {
        // For all of a request's records; a request always has one.
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'SRV', 'TXT'],
        },
      },
    },
  ];
}
