import { RouteTable, SecurityGroupRule, Subnet } from '@aws-sdk/client-ec2';
import { contains, overlaps } from './addresses';
import { common, everything, inWords } from './ports';
import { internet, Paths, Place, reachability } from './reachability';

const [publicCidr, privateCidr] = ['10.0.0.0/24', '10.0.16.0/20'];
const subnets: Subnet[] = [
  { SubnetId: 'subnet-public', CidrBlock: publicCidr },
  { SubnetId: 'subnet-private', CidrBlock: privateCidr },
];
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' } as const;
const table = (subnet: string, ...byDefault: NonNullable<RouteTable['Routes']>): RouteTable => ({
  Associations: [{ SubnetId: subnet, Main: false }],
  Routes: [local, ...byDefault],
});
const toInternetGateway = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' } as const;
const toNat = { DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-nat', State: 'active' } as const;

/** A rule as EC2 describes it: in or out of a group, for addresses or another group, TCP ports or everything. */
function rule(
  direction: 'in' | 'out',
  GroupId: string,
  peer: string,
  [FromPort, ToPort = FromPort]: readonly [number?, number?] = [],
  protocol = 'tcp',
): SecurityGroupRule {
  return {
    GroupId,
    IsEgress: direction === 'out',
    ...(peer.startsWith('sg-') ? { ReferencedGroupInfo: { GroupId: peer } } : { CidrIpv4: peer }),
    ...(FromPort === undefined
      ? { IpProtocol: '-1', FromPort: -1, ToPort: -1 }
      : { IpProtocol: protocol, FromPort, ToPort }),
  };
}

const place = (tier: 'public' | 'private', securityGroup: string, isPublic = false): Place => ({
  subnetId: `subnet-${tier}`,
  securityGroupIds: [securityGroup],
  isPublic,
});
const natOutside = place('public', 'sg-nat-outside', true);
const natInside = { ...place('public', 'sg-nat-inside'), interfaceId: 'eni-nat', outside: [natOutside] };
const parties = {
  internet: [internet],
  gateway: [place('public', 'sg-gateway', true)],
  node: [place('private', 'sg-nodes')],
  NAT: [natOutside, natInside],
  database: [place('private', 'sg-database')],
} as const;

const paths: Paths = {
  cidr: '10.0.0.0/16',
  subnets,
  routeTables: [table('subnet-public', toInternetGateway), table('subnet-private', toNat)],
  forwarders: [natInside],
  rules: [
    rule('in', 'sg-gateway', '0.0.0.0/0', [80]),
    rule('in', 'sg-gateway', '0.0.0.0/0', [443]),
    rule('out', 'sg-gateway', 'sg-nodes', [32768, 60999]),
    rule('in', 'sg-nodes', 'sg-gateway', [32768, 60999]),
    rule('in', 'sg-nodes', 'sg-nodes', [32768, 60999]),
    rule('out', 'sg-nodes', '0.0.0.0/0'),
    rule('in', 'sg-nat-inside', privateCidr),
    rule('out', 'sg-nat-inside', '0.0.0.0/0'),
    rule('out', 'sg-nat-outside', '0.0.0.0/0'),
    rule('in', 'sg-database', 'sg-nodes', [5432]),
    rule('in', 'sg-database', 'sg-nat-outside', [5432]),
  ],
};

/** What one opens to the other, once something was changed. */
const opens = (from: string, to: string, changed: Partial<Paths> = {}, changedParties = {}) =>
  reachability({ ...paths, ...changed }, { ...parties, ...changedParties })[from]?.[to];
const withRules = (...more: SecurityGroupRule[]) => ({ rules: [...paths.rules, ...more] });
const withoutRules = (group: string, isEgress: boolean) => ({
  rules: paths.rules.filter((each) => each.GroupId !== group || each.IsEgress !== isEgress),
});

describe('a platform whose network is as it should be', () => {
  it('lets each open to the others what is in the table', () => {
    expect(reachability(paths, parties)).toEqual({
      internet: { gateway: '80, 443', node: 'nothing', NAT: 'nothing', database: 'nothing' },
      gateway: { internet: 'nothing', node: '32768-60999', NAT: 'nothing', database: 'nothing' },
      node: { internet: 'everything', gateway: '80, 443', NAT: 'everything', database: '5432' },
      NAT: { internet: 'everything', gateway: '80, 443', node: 'nothing', database: '5432' },
      database: { internet: 'nothing', gateway: 'nothing', node: 'nothing', NAT: 'nothing' },
    });
  });
});

describe('the internet', () => {
  const open = withRules(rule('in', 'sg-nodes', '0.0.0.0/0', [22]));

  it('reaches nothing in a private subnet, whatever its security group says', () => {
    expect(opens('internet', 'node', open)).toBe('nothing');
  });

  it('reaches what has a public address, a route to the internet gateway and a rule, and only with all three', () => {
    const routed = { routeTables: [table('subnet-private', toInternetGateway)] };
    const addressed = { node: [place('private', 'sg-nodes', true)] };
    expect(opens('internet', 'node', { ...open, ...routed }, addressed)).toBe('22');
    expect(opens('internet', 'node', { ...open, ...routed })).toBe('nothing');
    expect(opens('internet', 'node', open, addressed)).toBe('nothing');
    expect(opens('internet', 'node', routed, addressed)).toBe('nothing');
  });

  it('is meant by part of it, and by IPv6, and not by addresses within', () => {
    const gateway = (peer: object) => ({
      rules: [
        { GroupId: 'sg-gateway', IsEgress: false, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...peer },
      ],
    });
    expect(opens('internet', 'gateway', gateway({ CidrIpv4: '198.51.100.0/24' }))).toBe('22');
    expect(opens('internet', 'gateway', gateway({ CidrIpv6: '::/0' }))).toBe('22');
    expect(opens('internet', 'gateway', gateway({ CidrIpv4: '10.0.0.0/16' }))).toBe('nothing');
    expect(opens('internet', 'gateway', gateway({ CidrIpv4: '10.0.0.0/8' }))).toBe('22');
  });
});

describe('the way out of a private subnet', () => {
  it.each([
    [
      'no route leads out',
      { routeTables: [table('subnet-public', toInternetGateway), table('subnet-private')] },
    ],
    ['the NAT takes nothing from it', withoutRules('sg-nat-inside', false)],
    ['the NAT may send nothing on', withoutRules('sg-nat-outside', true)],
    ['it may not leave itself', withoutRules('sg-nodes', true)],
    ['nothing takes the interface over', { forwarders: [{ ...natInside, outside: [] }] }],
    ['the interface is another one', { forwarders: [{ ...natInside, interfaceId: 'eni-other' }] }],
    [
      'the NAT has no way to the internet',
      { routeTables: [table('subnet-public'), table('subnet-private', toNat)] },
    ],
    [
      'the route leads to what is gone',
      {
        routeTables: [
          table('subnet-public', toInternetGateway),
          table('subnet-private', { ...toNat, State: 'blackhole' }),
        ],
      },
    ],
    [
      'it leads to an internet gateway, without a public address',
      { routeTables: [table('subnet-private', toInternetGateway)] },
    ],
  ] as const)('is closed when %s', (_, changed) => {
    expect(opens('node', 'internet', changed as Partial<Paths>)).toBe('nothing');
  });

  it('is as wide as its narrowest place', () => {
    const narrow = {
      rules: [...withoutRules('sg-nat-inside', false).rules, rule('in', 'sg-nat-inside', privateCidr, [443])],
    };
    expect(opens('node', 'internet', narrow)).toBe('443');
  });

  it('is that of the main table where a subnet has none of its own', () => {
    const main: RouteTable = { Associations: [{ Main: true }], Routes: [local, toNat] };
    const routeTables = [table('subnet-public', toInternetGateway), main];
    expect(opens('node', 'internet', { routeTables })).toBe('everything');
  });
});

describe('inside of the network', () => {
  it('takes a rule on both sides', () => {
    const database = withRules(rule('in', 'sg-database', 'sg-gateway', [5432]));
    expect(opens('gateway', 'database', database)).toBe('nothing');
    expect(
      opens('gateway', 'database', withRules(...database.rules, rule('out', 'sg-gateway', 'sg-database'))),
    ).toBe('5432');
  });

  it('takes a rule for the addresses of the peer, if only for some of them', () => {
    const from = (cidr: string) =>
      opens('node', 'database', withRules(rule('in', 'sg-database', cidr, [22])));
    expect(from('10.0.0.0/16')).toBe('22, 5432');
    expect(from('10.0.17.0/24')).toBe('22, 5432');
    expect(from(publicCidr)).toBe('5432');
  });

  it('finds what any interface of a party, any of its groups and any of its members opens', () => {
    const second = { ...place('private', 'sg-nodes'), securityGroupIds: ['sg-nodes', 'sg-second'] };
    const changed = withRules(
      rule('in', 'sg-second', 'sg-gateway', [50000, 61001]),
      rule('out', 'sg-gateway', 'sg-second'),
    );
    expect(opens('gateway', 'node', changed, { node: [...parties.node, second] })).toBe('32768-61001');
  });

  it('tells protocols apart', () => {
    const udp = withRules(rule('in', 'sg-database', 'sg-nodes', [53], 'udp'));
    expect(opens('node', 'database', udp)).toBe('5432, udp 53');
  });
});

describe('ports', () => {
  const tcp = (first: number, last = first) => ({ protocol: 'tcp', first, last });

  it('in common are those of both', () => {
    expect(common([tcp(1, 10)], [tcp(5, 20), tcp(11)])).toEqual([tcp(5, 10)]);
    expect(common([everything], [tcp(80)])).toEqual([tcp(80)]);
    expect(common([tcp(53)], [{ protocol: 'udp', first: 53, last: 53 }])).toEqual([]);
    expect(common([everything], [])).toEqual([]);
  });

  it.each([
    [[], 'nothing'],
    [[tcp(443), tcp(80), tcp(443)], '80, 443'],
    [[tcp(1, 5), tcp(6, 9), tcp(2, 3)], '1-9'],
    [[tcp(1), everything], 'everything'],
  ])('%j read %s', (ports, words) => expect(inWords(ports)).toBe(words));
});

describe('addresses', () => {
  it('contain and overlap each other', () => {
    expect(contains('10.0.0.0/16', '10.0.255.0/24')).toBe(true);
    expect(contains('10.0.0.0/16', '10.1.0.0/24')).toBe(false);
    expect(contains('10.0.0.0/24', '10.0.0.0/16')).toBe(false);
    expect(contains('0.0.0.0/0', '203.0.113.7/32')).toBe(true);
    expect(overlaps('10.0.0.0/24', '10.0.0.0/16')).toBe(true);
    expect(overlaps('10.0.0.0/24', '10.0.1.0/24')).toBe(false);
    expect(overlaps('192.0.2.1', '192.0.2.0/24')).toBe(true);
  });
});
