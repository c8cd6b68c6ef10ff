import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Route53Record, Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { AdoptedHost, HostRecords, HostRecordType, RecordTarget } from '@dotkom/stack/adoption';
import { RecordsInZone } from './records-in-zone';

export interface HostRecordsProps {
  readonly host: string;
  readonly zoneId: string;
  readonly leadTo: HostRecords;
  /** What there was before, where the host is taken over. */
  readonly adopted?: AdoptedHost;
  /** What has to be there before anybody is led to it. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * The records of a host. They are known by the host, so that each changes in place, also from a CNAME to an alias: the
 * provider sends that as one change batch, and no moment is without an answer.
 */
export function createHostRecords(scope: Construct, props: HostRecordsProps): Route53Record[] {
  const { host, zoneId, adopted, dependsOn } = props;
  const { A, AAAA, CNAME } = props.leadTo;
  const before = adopted && new RecordsInZone(scope, `before-${host}`, { zoneId, name: host });
  const create = (id: string, type: HostRecordType, to: RecordTarget, after: ITerraformDependable[]) => {
    const record = new Route53Record(scope, id, { ...recordOf(props, type, to), dependsOn: after });
    before?.adoptAs(record, type);
    return record;
  };
  const first = A ?? CNAME;
  const led = first && create(`A-${host}`, A ? 'A' : 'CNAME', first, dependsOn);
  // DNS allows nothing beside a CNAME: where there may be one, the first record has to be another's before the second comes.
  const also = AAAA && create(`AAAA-${host}`, 'AAAA', AAAA, adopted && led ? [led] : dependsOn);
  return [led, also].filter((record) => record !== undefined);
}

function recordOf({ host, zoneId }: HostRecordsProps, type: string, to: RecordTarget): Route53RecordConfig {
  const record = { zoneId, name: host, type };
  if (!('alias' in to)) return { ...record, ttl: to.ttl, records: [...to.values] };
  return { ...record, alias: { evaluateTargetHealth: false, ...to.alias } }; // There is nowhere else to send them.
}
