import fc from 'fast-check';
import { isUserError } from '@dotkom/stack';
import { PlannedSubnet, planSubnets, SubnetTier } from './subnet-plan';

interface Plan {
  readonly cidr: string;
  readonly zones: string[];
  readonly tiers: SubnetTier[];
}

const octet = fc.integer({ min: 0, max: 255 });

/** Any network that a VPC can have, with up to four zones and tiers of any size, whether they have room or not. */
const plan: fc.Arbitrary<Plan> = fc.record({
  cidr: fc.tuple(octet, octet, octet, octet, fc.integer({ min: 16, max: 28 })).map(([a, b, c, d, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`;
  }),
  zones: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
  tiers: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('public', 'private', 'data', 'spare'),
      prefix: fc.integer({ min: 18, max: 28 }),
    }),
    { minLength: 1, maxLength: 4, selector: ({ name }) => name },
  ),
});

/** Plans that have room. */
const possible = plan.filter((each) => planned(each) !== undefined);

/** The subnets, or undefined where there is no room. Anything else that goes wrong is a failure. */
function planned({ cidr, zones, tiers }: Plan): PlannedSubnet[] | undefined {
  try {
    return planSubnets(cidr, zones, tiers);
  } catch (error) {
    if (isUserError(error)) return undefined;
    throw error;
  }
}

function range(cidr: string): { first: number; end: number } {
  const [address = '', prefix] = cidr.split('/');
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, end: first + 2 ** (32 - Number(prefix)) };
}

describe('planning subnets', () => {
  it('gives every tier one subnet of its size in each zone', () => {
    fc.assert(
      fc.property(possible, (each) => {
        const subnets = planned(each) ?? [];
        expect(subnets.map(({ tier, zone, cidr }) => [tier, zone, Number(cidr.split('/')[1])])).toEqual(
          each.tiers.flatMap(({ name, prefix }) => each.zones.map((zone) => [name, zone, prefix])),
        );
      }),
    );
  });

  it('never lets two subnets overlap', () => {
    fc.assert(
      fc.property(possible, (each) => {
        const ranges = (planned(each) ?? []).map(({ cidr }) => range(cidr));
        ranges.sort((one, other) => one.first - other.first);
        ranges.forEach(({ end }, index) =>
          expect(ranges[index + 1]?.first ?? end).toBeGreaterThanOrEqual(end),
        );
      }),
    );
  });

  it('keeps every subnet inside the network, and on an address where a subnet of its size can begin', () => {
    fc.assert(
      fc.property(possible, (each) => {
        const network = range(each.cidr);
        for (const { cidr } of planned(each) ?? []) {
          const subnet = range(cidr);
          expect(subnet.first).toBeGreaterThanOrEqual(network.first);
          expect(subnet.end).toBeLessThanOrEqual(network.end);
          expect(subnet.first % (subnet.end - subnet.first)).toBe(0);
        }
      }),
    );
  });

  it('moves nothing when a zone is appended', () => {
    fc.assert(
      fc.property(
        possible.filter(({ zones }) => zones.length > 1),
        (each) => {
          const before = planSubnets(each.cidr, each.zones.slice(0, -1), each.tiers);
          expect(planned(each)).toEqual(expect.arrayContaining(before));
        },
      ),
    );
  });

  it('moves nothing when a tier is appended', () => {
    fc.assert(
      fc.property(
        possible.filter(({ tiers }) => tiers.length > 1),
        (each) => {
          const before = planSubnets(each.cidr, each.zones, each.tiers.slice(0, -1));
          expect(planned(each)?.slice(0, before.length)).toEqual(before);
        },
      ),
    );
  });

  it('has room for four zones of every tier from the first day, or refuses on the first day', () => {
    fc.assert(
      fc.property(plan, (each) => {
        const four = { ...each, zones: ['a', 'b', 'c', 'd'] };
        expect(planned({ ...each, zones: ['a'] }) === undefined).toBe(planned(four) === undefined);
      }),
    );
  });

  it('puts the subnets of a /16 where the platform has them', () => {
    const tiers = [
      { name: 'public', prefix: 24 },
      { name: 'private', prefix: 20 },
    ];
    expect(planSubnets('10.0.0.0/16', ['a', 'b', 'c'], tiers).map(({ cidr }) => cidr)).toEqual([
      ...['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
      ...['10.0.16.0/20', '10.0.32.0/20', '10.0.48.0/20'],
    ]);
  });

  it('fills a network to its last address', () => {
    const halves = [
      { name: 'low', prefix: 19 },
      { name: 'high', prefix: 19 },
    ];
    expect(planSubnets('10.0.0.0/16', ['a', 'b', 'c', 'd'], halves).at(-1)?.cidr).toBe('10.0.224.0/19');
  });

  it('says which tier has no room in which network', () => {
    const tiers = [
      { name: 'public', prefix: 24 },
      { name: 'private', prefix: 18 },
    ];
    expect(() => planSubnets('10.0.0.0/16', ['a'], tiers)).toThrow(
      'There is no room left for the private subnets in the network 10.0.0.0/16. Give the tier smaller subnets or the platform a larger network.',
    );
  });

  it('refuses a fifth zone instead of moving what exists', () => {
    expect(() =>
      planSubnets('10.0.0.0/16', ['a', 'b', 'c', 'd', 'e'], [{ name: 'public', prefix: 24 }]),
    ).toThrow('There is no room left for the public subnets');
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/15',
    '10.0.0.0/29',
    '10.0.0.1/16',
    '10.0.256.0/24',
    '10.0.0/16',
    'ten',
    '',
    '::/64',
  ])("refuses '%s' as a network, and says what one is", (cidr) => {
    expect(() => planSubnets(cidr, ['a'], [])).toThrow(
      `'${cidr}' is not an IPv4 network that a VPC can have. Write its first address and a prefix from 16 to 28, such as '10.0.0.0/16'.`,
    );
  });
});
