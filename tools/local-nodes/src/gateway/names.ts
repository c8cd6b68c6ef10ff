import { ResourceRecordSet } from '@aws-sdk/client-route-53';

/** What answers on this machine: load balancers and distributions. */
const answering = /\.(elb\.amazonaws\.com|cloudfront\.net)$/;

/** Where the names of the zones lead, as a resolver follows them. */
export class Names {
  /** Of each name, the name or the address that it leads to. */
  private readonly leads = new Map<string, string>();
  /** Every name that exists, be it only for what is below it (RFC 4592, 2.2.2). */
  private readonly existing = new Set<string>();

  constructor(records: readonly ResourceRecordSet[]) {
    for (const record of records) {
      const name = plain(record.Name);
      for (const each of [name, ...above(name)]) this.existing.add(each);
      const lead = leadOf(record);
      if (lead) this.leads.set(name, lead);
    }
  }

  /** The name or the address at which a host ends, from alias to alias; nothing where it has none. */
  endOf(host: string): string | undefined {
    const seen = new Set<string>();
    let end: string | undefined;
    for (let next = this.leadOf(host); next !== undefined && !seen.has(next); next = this.leadOf(next)) {
      seen.add(next);
      end = next;
    }
    return end;
  }

  /** Whether a load balancer or a distribution answers a host. */
  isAnswered(host: string): boolean {
    return answering.test(this.endOf(host) ?? '');
  }

  /** Every host with a record of its own that a load balancer or a distribution answers. */
  answered(): string[] {
    return [...this.leads.keys()].filter((name) => !name.startsWith('*') && this.isAnswered(name));
  }

  /** A wildcard answers for what does not exist, and only right above it (RFC 4592, 3.3.1). */
  private leadOf(name: string): string | undefined {
    if (this.existing.has(name)) return this.leads.get(name);
    const nearest = above(name).find((each) => this.existing.has(each));
    return nearest && this.leads.get(`*.${nearest}`);
  }
}

function leadOf({ Type, AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string | undefined {
  if (Type !== 'A' && Type !== 'CNAME') return undefined;
  return plain(AliasTarget?.DNSName ?? ResourceRecords[0]?.Value);
}

/** The names above one, the nearest first. */
function above(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}

/** In lower case, without the dot at the end; Route 53 writes an asterisk by its number. */
function plain(name = ''): string {
  return name.toLowerCase().replace(/\.$/, '').replace('\\052', '*');
}
