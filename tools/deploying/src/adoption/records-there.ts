import { ListResourceRecordSetsCommand, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import { plainName } from '../look/zones';

/** More than one name has records of types. They are listed by name, with what is below a name right behind it. */
const mostTypes = 20;

/** The types of records that lead people somewhere. */
const leading = ['A', 'AAAA', 'CNAME'];

/** A record that would be made, in a zone that is there. */
export interface WantedRecord {
  readonly zoneId: string;
  readonly name: string;
  readonly type: string;
}

/** Looks in a zone for what a record that would be made would collide with. */
export class RecordsThere {
  private readonly route53: Route53Client;

  constructor(route53: Route53Client) {
    this.route53 = route53;
  }

  /** The record of the same name and type; or a CNAME, beside which DNS allows nothing. */
  async same({ zoneId, name, type }: WantedRecord): Promise<string | undefined> {
    const found = (await this.from(zoneId, name)).find(
      (record) => nameOf(record) === name && [type, 'CNAME'].includes(record.Type ?? ''),
    );
    return found && `${found.Type} record ${name}`;
  }

  /** The wildcard that leads people who ask for the name now, and would no longer (RFC 4592, 3.3.1). */
  async wildcard({ zoneId, name, type }: WantedRecord): Promise<string | undefined> {
    if (!leading.includes(type) || (await this.at(zoneId, name)).length > 0) return undefined;
    const labels = name.split('.');
    for (const above of labels.map((_, index) => labels.slice(index + 1).join('.')).filter(Boolean)) {
      const wildcard = `*.${above}`;
      const found = (await this.from(zoneId, wildcard)).find(
        (record) => nameOf(record) === wildcard && leading.includes(record.Type ?? ''),
      );
      if (found) return `wildcard ${wildcard} (${found.Type}), which answers ${name} today`;
      if ((await this.at(zoneId, above)).length > 0) return undefined;
    }
    return undefined;
  }

  /** The first records at a name and below it. */
  private async at(zoneId: string, name: string): Promise<ResourceRecordSet[]> {
    return (await this.from(zoneId, name)).filter((record) => `.${nameOf(record)}`.endsWith(`.${name}`));
  }

  private async from(HostedZoneId: string, StartRecordName: string): Promise<ResourceRecordSet[]> {
    const asked = new ListResourceRecordSetsCommand({ HostedZoneId, StartRecordName, MaxItems: mostTypes });
    return (await this.route53.send(asked)).ResourceRecordSets ?? [];
  }
}

/** Route 53 writes an asterisk by its number. */
function nameOf({ Name = '' }: ResourceRecordSet): string {
  return plainName(Name.replace('\\052', '*'));
}
