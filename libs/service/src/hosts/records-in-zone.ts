import { Construct } from 'constructs';
import { DataAwsRoute53Records } from '@cdktf/provider-aws/lib/data-aws-route53-records';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { InfraStack, orNone } from '@dotkom/stack';

/** The records that a name has in its zone, whoever made them. A plan looks for them: on an AWS that has none, none are taken over. */
export class RecordsInZone {
  private readonly found: DataAwsRoute53Records;

  constructor(scope: Construct, id: string, { zoneId, name }: { zoneId: string; name: string }) {
    const nameRegex = `^${name.replaceAll('.', '[.]')}[.]?$`;
    this.found = new DataAwsRoute53Records(scope, id, { zoneId, nameRegex });
  }

  /** Takes over the one of a type, where there is one, as a resource of the stack. */
  adoptAs(record: Route53Record, type: string): void {
    const { fqn } = this.found;
    const id = `format("%s_%s_%s", ${fqn}.zone_id, trimsuffix(found.name, "."), found.type)`;
    const records = orNone(`${fqn}.resource_record_sets`);
    const ids = `[for found in ${records} : ${id} if found.type == "${type}"]`;
    InfraStack.of(record).adoptIfThere(record, `\${toset(${ids})}`);
  }
}
