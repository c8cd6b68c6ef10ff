import fc from 'fast-check';
import {
  ageWarning,
  dollarsAMonth,
  hoursAMonth,
  inDollars,
  instanceDollarsAMonth,
  priceOf,
  prices,
} from './index';

const all = Object.entries(prices.prices);

describe('the prices', () => {
  it.each(all)('of %s say the unit, the source and the day', (name, price) => {
    expect(price.dollars).toBeGreaterThan(0);
    expect(price.per).toMatch(/\w/);
    expect(price.source).toMatch(/^https:\/\/|^AWS Price List, Amazon\w+|^AWS Price List, AWS\w+/);
    expect(price.date <= prices.checked && /^20\d\d-\d\d-\d\d$/.test(price.date)).toBe(true);
    expect(name).toMatch(/^[a-z0-9-]+\/[a-z0-9.-]+$/);
  });

  it('that are derived from another region say so', () => {
    const derived = all.filter(([, { estimate }]) => /(us-east-1|eu-west-1)'s/.test(estimate ?? ''));
    expect(derived.length).toBeGreaterThan(10);
    for (const [, { dollars, estimate = '' }] of derived) {
      const [, from, factor] = /us-east-1's ([\d.]+) times ([\d.]+)/.exec(estimate) ?? [];
      if (from && factor) expect(dollars).toBeCloseTo(Number(from) * Number(factor), 3);
    }
  });

  it('ask the price list for one product each, of this region or of the whole world', () => {
    const offers = all.flatMap(([, { offer }]) => (offer ? [offer] : []));
    const keys = offers.map((offer) => JSON.stringify(offer));
    expect(new Set(keys).size).toBe(keys.length);
    for (const { filters } of offers) {
      expect(filters['usagetype']).toMatch(
        /^EUN1-|^EU-(Data|Requests)|^HostedZone$|^DNS-Queries$|^Executions-/,
      );
    }
  });
});

describe('a price that there is not', () => {
  it('is named, with how to add it', () => {
    expect(() => priceOf('ec2/t4g.xlarge')).toThrow(
      /no price 'ec2\/t4g\.xlarge'\. Add it to libs\/stack\/src\/prices\/prices\.json, with its unit, where it is written and when/,
    );
    expect(() => dollarsAMonth('toString')).toThrow("no price 'toString'");
  });
});

describe('a month', () => {
  /** Section "Prices in eu-north-1" of the collection that the platform was planned with: the hour, and what it makes a month. */
  it.each([
    ['ec2/t3.nano', 3.94],
    ['ec2/t3.micro', 7.88],
    ['ec2/t3.small', 15.77],
    ['ec2/t4g.nano', 3.14],
    ['ec2/t4g.micro', 6.28],
    ['ec2/t4g.small', 12.56],
    ['ec2/t4g.medium', 25.11],
    ['nat-gateway/hour', 33.58],
    ['eks/control-plane', 73.0],
    ['vpc/public-ipv4', 3.65],
    ['rds/db.t4g.micro', 14.09],
    ['secrets-manager/secret', 0.4],
    ['route53/zone', 0.5],
  ])('of %s costs %d dollars', (name, dollars) => {
    expect(dollarsAMonth(name)).toBeCloseTo(dollars, 2);
  });

  it('of a node is its instance and its disk', () => {
    expect(dollarsAMonth('ebs/gp3', 30)).toBeCloseTo(2.51, 2);
    expect(2 * instanceDollarsAMonth('t4g.small', 30)).toBeCloseTo(30.13, 1);
  });

  it('costs in proportion, and more is never cheaper', () => {
    const names = fc.constantFrom(...all.map(([name]) => name));
    const units = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(names, units, units, (name, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(dollarsAMonth(name, more)).toBeGreaterThanOrEqual(dollarsAMonth(name, less));
        expect(dollarsAMonth(name, 2 * one)).toBeCloseTo(2 * dollarsAMonth(name, one), 4);
      }),
    );
  });

  it('is a twelfth of a year', () => expect(hoursAMonth * 12).toBe(365 * 24));
});

describe('dollars', () => {
  it.each([
    [0, '0.00'],
    [12.556, '12.56'],
    [-3.1, '-3.10'],
    [0.001, '<0.01'],
    [-0.001, '-<0.01'],
  ])('%d is read as %s', (dollars, text) => expect(inDollars(dollars)).toBe(text));
});

describe('a file of prices', () => {
  const checked = (on: string) => ({ ...prices, checked: on });

  it('is believed for a year, and then it is said how to bring it up to date', () => {
    const today = new Date('2027-11-27T12:00:00Z');
    expect(ageWarning(today, checked('2026-11-27'))).toBeUndefined();
    expect(ageWarning(today, checked('2026-11-26'))).toMatch(/on 2026-11-26, 366 days ago.*npm run prices/);
  });
});
