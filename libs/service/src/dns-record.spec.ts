import fc from 'fast-check';
import { onlyResource, referred } from '@dotkom/stack/testing';
import { DnsRecord, DnsRecordProps } from './dns-record';
import { applicationWith, refusalOf } from './testing';

const stackOf = (props: DnsRecordProps) => applicationWith((stack) => new DnsRecord(stack, 'record', props));
const record = (props: DnsRecordProps) => onlyResource(stackOf(props), 'aws_route53_record');

describe('a record', () => {
  it('is in the zone of its name, and remembered for five minutes unless said otherwise', () => {
    const play: DnsRecordProps = {
      name: 'play.online.ntnu.no',
      type: 'A',
      addresses: ['129.241.153.251'],
    };
    const stack = stackOf(play);
    const { zone_id, ...rest } = onlyResource(stack, 'aws_route53_record');
    expect(referred(stack, zone_id)['name']).toBe('online.ntnu.no');
    expect(rest).toMatchObject({ name: play.name, type: 'A', ttl: 300, records: ['129.241.153.251'] });
    expect(record({ ...play, ttl: '1 hour' })['ttl']).toBe(3600);
  });

  it.each<[DnsRecordProps, string[]]>([
    [
      {
        name: '_minecraft._tcp.play.online.ntnu.no',
        type: 'SRV',
        locations: [{ priority: 0, weight: 5, port: 25_565, host: 'play.online.ntnu.no' }],
      },
      ['0 5 25565 play.online.ntnu.no'],
    ],
    [
      { name: 'grades.no', type: 'MX', servers: [{ priority: 10, host: 'mx.example.com' }] },
      ['10 mx.example.com'],
    ],
    [{ name: 'six.grades.no', type: 'AAAA', addresses: ['2001:db8::1'] }, ['2001:db8::1']],
    [{ name: '_dmarc.grades.no', type: 'TXT', texts: ['v=DMARC1; p=reject'] }, ['v=DMARC1; p=reject']],
    [
      { name: 'key._domainkey.grades.no', type: 'CNAME', host: 'key._domainkey.example.com' },
      ['key._domainkey.example.com'],
    ],
  ])('says what it holds as Route 53 writes it: %j', (props, records) => {
    expect(record(props)).toMatchObject({ name: props.name, type: props.type, records });
  });

  it('cuts a long text into pieces that DNS takes, and loses nothing of it', () => {
    const text = fc.stringMatching(/^[ !#-[\]-~]{1,900}$/);
    fc.assert(
      fc.property(text, (whole) => {
        const [value = ''] = record({ name: 'grades.no', type: 'TXT', texts: [whole] })['records'];
        const pieces = [...`"${value}"`.matchAll(/"([^"]*)"/g)].map(([, piece = '']) => piece);
        expect(pieces.join('')).toBe(whole);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(255);
      }),
      { numRuns: 30 },
    );
  });
});

it('has a text as it stands: what looks like an expression of Terraform is none', () => {
  const texts = ['v=${aws_lb.x.arn} %{ if true }'];
  const stack = applicationWith(
    (application) => new DnsRecord(application, 'text', { name: 'a.grades.no', type: 'TXT', texts }),
  );
  expect(onlyResource(stack, 'aws_route53_record')['records']).toEqual(['v=$${aws_lb.x.arn} %%{ if true }']);
});

describe('a record is refused for', () => {
  const play = { name: 'play.online.ntnu.no', type: 'A' } as const;
  const srv = { priority: 0, weight: 5, port: 1, host: 'a.grades.no' };

  it.each<[string, DnsRecordProps, string]>([
    ['no address', { ...play, addresses: [] }, "The record 'play.online.ntnu.no' has no value."],
    ['an address out of range', { ...play, addresses: ['129.241.153.256'] }, 'It must be an IPv4 address.'],
    [
      'a short address',
      { ...play, addresses: ['129.241.153'] },
      "'129.241.153' cannot be in a record of type A",
    ],
    ['the other kind of address', { ...play, addresses: ['::1'] }, "'::1' cannot be in a record of type A"],
    [
      'IPv4 as IPv6',
      { ...play, type: 'AAAA', addresses: ['10.0.0.1'] },
      "'10.0.0.1' cannot be in a record of type AAAA. It must be an IPv6 address.",
    ],
    ['an address of one link', { ...play, type: 'AAAA', addresses: ['fe80::1%eth0'] }, 'an IPv6 address'],
    ['a host with a dot at the end', { ...play, type: 'CNAME', host: 'a.example.com.' }, 'a host name'],
    ['an alias of a zone', { name: 'grades.no', type: 'CNAME', host: 'a.no' }, "'grades.no' is a zone"],
    [
      'a port beyond the last',
      { ...play, type: 'SRV', locations: [{ ...srv, port: 65_536 }] },
      "'65536' cannot",
    ],
    ['half a weight', { ...play, type: 'SRV', locations: [{ ...srv, weight: 0.5 }] }, "'0.5' cannot"],
    [
      'a service at no host',
      { ...play, type: 'SRV', locations: [{ ...srv, host: '_a.grades.no' }] },
      "'_a.grades.no' cannot",
    ],
    ['a priority below 0', { ...play, type: 'MX', servers: [{ priority: -1, host: 'a.no' }] }, "'-1' cannot"],
    [
      'a text with quotation marks',
      { ...play, type: 'TXT', texts: ['a "b"'] },
      'cannot be in a record of type TXT',
    ],
    ['an empty text', { ...play, type: 'TXT', texts: [''] }, "'' cannot be in a record of type TXT"],
    ['a zone of others', { ...play, name: 'play.ntnu.no', addresses: ['1.1.1.1'] }, 'in none of the zones'],
    [
      'capitals',
      { ...play, name: 'Play.grades.no', addresses: ['1.1.1.1'] },
      "'Play.grades.no' is not a name in DNS",
    ],
    [
      'a wildcard',
      { ...play, name: '*.grades.no', addresses: ['1.1.1.1'] },
      "'*.grades.no' is not a name in DNS",
    ],
    ['a time of nothing', { ...play, addresses: ['1.1.1.1'], ttl: '0 seconds' }, "'0 seconds' is no time"],
    ['more than a week', { ...play, addresses: ['1.1.1.1'], ttl: '8 days' }, "'8 days' is no time"],
  ])('%s', (_, props, message) => {
    expect(refusalOf((stack) => new DnsRecord(stack, 'record', props))).toContain(message);
  });
});
