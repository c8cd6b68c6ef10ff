import { isIPv4, isIPv6 } from 'node:net';
import { Construct } from 'constructs';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Zone, zoneNamed } from '@dotkom/platform/contract';
import { checked, Duration, placed, seconds, inProperty } from '@dotkom/stack';
import { ApplicationStack } from './application-stack';
import { Check, checkedEach } from './container/check';
import { literal } from './container/literal';
import { aliasOfZone, noRecordValues, notADnsName, notARecordValue, notATimeToLive } from './errors';
import { RecordsInZone } from './hosts/records-in-zone';
import { inputs } from './inputs/inputs';

/** Where a service of a protocol is: `0 5 25565 play.online.ntnu.no` in the zone. */
export interface ServiceLocation {
  /** Lower is tried first. */
  readonly priority: number;
  /** The share among those with one priority. */
  readonly weight: number;
  /** Where it listens. */
  readonly port: number;
  /** The machine that it is on, which has an address of its own. */
  readonly host: string;
}

/** A machine that takes the domain's e-mail. */
export interface MailServer {
  /** Lower is tried first. */
  readonly priority: number;
  /** Its name, which has an address of its own. */
  readonly host: string;
}

type RecordValues =
  | {
      /** Which kind of record; what else it says depends on it. */
      readonly type: 'A' | 'AAAA';
      /** Of `A` and `AAAA`: where the name leads, as IPv4 or IPv6. */
      readonly addresses: readonly string[];
    }
  | {
      readonly type: 'CNAME';
      /** Of `CNAME`: the name that this one stands for. Never for a zone itself. */
      readonly host: string;
    }
  | {
      readonly type: 'TXT';
      /** Of `TXT`: what it says, each up to 4000 characters. */
      readonly texts: readonly string[];
    }
  | {
      readonly type: 'SRV';
      /** Of `SRV`: where the service is. */
      readonly locations: readonly ServiceLocation[];
    }
  | {
      readonly type: 'MX';
      /** Of `MX`: who takes its e-mail. */
      readonly servers: readonly MailServer[];
    };

/** What a {@link DnsRecord} is asked. Times as `'5 minutes'`. */
export type DnsRecordProps = RecordValues & {
  /** The whole name, in one of Dotkom's zones: `'play.online.ntnu.no'`, `'_minecraft._tcp.online.ntnu.no'`. */
  readonly name: string;
  /** How long others may remember it; at most a week. @default '5 minutes' */
  readonly ttl?: Duration;
};

/**
 * A record for something that runs elsewhere. Hosts of services and sites need none: they bring their own. No monthly
 * cost. The deploys of applications may not write MX records: a person applies those.
 *
 * @throws UserError when the name is in none of Dotkom's zones, or a value is not of the record's type.
 * @example
 * new DnsRecord(this, 'play', { name: 'play.online.ntnu.no', type: 'A', addresses: ['129.241.153.251'] });
 * new DnsRecord(this, 'minecraft', {
 *   name: '_minecraft._tcp.play.online.ntnu.no',
 *   type: 'SRV',
 *   locations: [{ priority: 0, weight: 5, port: 25565, host: 'play.online.ntnu.no' }],
 * });
 */
export class DnsRecord extends Construct {
  constructor(scope: Construct, id: string, props: DnsRecordProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'DnsRecord.props', props);
    const zone = checked<string>(this, () => checkedZone(props), '');
    const records = recordValues(props, (check, standIn) => checked(this, check, standIn));
    const ttl = checked(
      this,
      inProperty('ttl', () => checkedTimeToLive(props.ttl ?? '5 minutes')),
      300,
    );

    const { zoneId } = new DataAwsRoute53Zone(this, 'zone', { name: zone });
    const { name, type } = props;
    const record = new Route53Record(this, 'record', { zoneId, name, type, ttl, records });
    if (!ApplicationStack.of(this).adopted.takesRecord(type, name)) return;
    new RecordsInZone(this, 'before', { zoneId, name }).adoptAs(record, type);
  }
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const namePattern = new RegExp(`^(?:${label}\\.)+${label}$`);
const hostPattern = new RegExp(`^(?:${label}\\.)+${label}$`.replaceAll('_', ''));

function checkedZone({ name, type }: DnsRecordProps): Zone {
  if (!namePattern.test(name) || name.length > 253) throw notADnsName(name);
  const zone = zoneNamed(name);
  if (type === 'CNAME' && name === zone) throw aliasOfZone(zone);
  return zone;
}

/** Which property has the values of a record. */
const listOf = {
  A: 'addresses',
  AAAA: 'addresses',
  CNAME: 'host',
  TXT: 'texts',
  SRV: 'locations',
  MX: 'servers',
} as const satisfies Record<DnsRecordProps['type'], string>;

function recordValues(props: DnsRecordProps, check: Check): string[] {
  const values = valuesOf(props);
  check(
    inProperty(listOf[props.type], () => refuseNone(props.name, values)),
    undefined,
  );
  return [...new Set(checkedEach(listOf[props.type], values, check, (value) => literal(value())))];
}

function refuseNone(name: string, values: readonly unknown[]): void {
  if (values.length === 0) throw noRecordValues(name);
}

/** Each value of a record, by what checks it. */
function valuesOf(props: DnsRecordProps): (() => string)[] {
  const require = (isOne: boolean, value: unknown, what: string): string => {
    if (!isOne) throw notARecordValue(props.type, String(value), what);
    return String(value);
  };
  const host = (name: string) =>
    // CNAMEs of providers' own checks have underscores; what a client connects to has none.
    require((props.type === 'CNAME' ? namePattern : hostPattern).test(name) &&
      name.length <= 253, name, 'a host name in lower case, without a dot at the end');
  const number = (value: number) =>
    require(Number.isInteger(value) &&
      value >= 0 &&
      value <= 65_535, value, 'a whole number from 0 to 65535');
  switch (props.type) {
    case 'A':
      return props.addresses.map((each) => () => require(isIPv4(each), each, 'an IPv4 address'));
    case 'AAAA':
      return props.addresses.map(
        (each) => () => require(isIPv6(each) && !each.includes('%'), each, 'an IPv6 address'),
      );
    case 'CNAME':
      return [() => host(props.host)];
    case 'TXT':
      return props.texts.map((each) => () => inPieces(require(isPlainText(each), each, plainText)));
    case 'SRV':
      return props.locations.map(
        ({ priority, weight, port, host: at }) =>
          () =>
            [...[priority, weight, port].map(number), host(at)].join(' '),
      );
    case 'MX':
      return props.servers.map(
        ({ priority, host: at }) =>
          () =>
            `${number(priority)} ${host(at)}`,
      );
  }
}

const plainText = 'printable ASCII of 1 to 4000 characters without quotation marks and backslashes';

function isPlainText(text: string): boolean {
  return /^[ !#-[\]-~]{1,4000}$/.test(text);
}

/** A text in DNS is one or more strings of at most 255 characters. The provider puts the outermost quotation marks. */
function inPieces(text: string): string {
  return (text.match(/.{1,255}/g) ?? []).join('" "');
}

function checkedTimeToLive(ttl: Duration): number {
  const value = seconds(ttl);
  if (value < 1 || value > 7 * 86_400) throw notATimeToLive(ttl);
  return value;
}
