import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternatives, billOf, costOf, freeTypes, pricedTypes, sumOf } from '@dotkom/outlook';
import { prices, withTax } from '@dotkom/stack/prices';
import { resourcesOf } from '@dotkom/synthesised';
import { folderOf } from './applications';
import { written, writtenEstate } from './written-estate';

/** Whether all that the constructs can make has a price, and what a month of the real estate costs. */

const root = join(__dirname, '../../..');
const estate = writtenEstate();
const { Everything } = require(join(root, 'libs/service/src/testing/everything'));
const everything = written((app) => new Everything(app), { name: 'everything', owner: 'dotkom' });

/** What the source files below some folders say, without their tests. */
function textsBelow(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
}

/** Every type of resource that code of libs and apps imports from the provider's bindings, and Terraform's own. */
function importedTypes(): string[] {
  const imports = textsBelow('libs', 'apps')
    .flatMap((text) => [...text.matchAll(/@cdktf\/provider-aws\/lib\/([a-z0-9-]+)/g)])
    .map(([, name = '']) => name)
    .filter((name) => name !== 'provider' && !name.startsWith('data-'));
  return [...new Set(imports)].map((name) => `aws_${name.replaceAll('-', '_')}`).sort();
}

const madeTypes = [
  ...new Set([...estate, ...everything].flatMap((stack) => resourcesOf(stack).map(({ type }) => type))),
];
const known = [...pricedTypes, ...freeTypes.keys()];

describe('what things cost', () => {
  it('is known of every type of resource that the constructs can make', () => {
    const possible = [...new Set([...importedTypes(), ...madeTypes])];
    expect(possible.length).toBeGreaterThan(70);
    expect(possible.filter((type) => !known.includes(type))).toEqual([]);
  });

  it('is said once of each type, and of none that nothing makes', () => {
    expect(new Set(known).size).toBe(known.length);
    const possible = [...importedTypes(), ...madeTypes];
    expect(known.filter((type) => !possible.includes(type))).toEqual([]);
  });

  it('is nothing only where a page of AWS, or of Terraform, says so', () => {
    for (const { why, source } of freeTypes.values()) {
      expect(why).toMatch(/\w/);
      expect(source).toMatch(/^https:\/\/(aws\.amazon\.com|developer\.hashicorp\.com)\//);
    }
  });

  it('has no price that nobody asks for', () => {
    const sources = textsBelow('libs', 'tools/outlook');
    const used = (name: string) =>
      sources.some((text) => text.includes(`'${name}'`)) ||
      // Of kinds whose second half is what stacks say.
      /^(ec2|rds|fargate|ebs|lightsail)\//.test(name);
    expect(Object.keys(prices.prices).filter((name) => !used(name))).toEqual([]);
  });
});

describe('a month of everything', () => {
  const bill = billOf(estate);

  it('is on the bills of the applications, to the cent', () => {
    const applications = bill.stacks.filter(({ stack }) => stack.kind === 'application');
    const paid = applications.reduce((sum, each) => sum + costOf(each), 0);
    expect(paid + sumOf(bill.free)).toBeCloseTo(bill.total, 6);
  });

  it('costs something in each environment of each application', () => {
    for (const each of bill.stacks.filter(({ stack }) => stack.kind === 'application')) {
      expect(costOf(each)).toBeGreaterThan(0);
    }
  });

  it('is what the decision page says, within a twentieth', () => {
    const page = readFileSync(join(root, 'docs/decisions/cost.md'), 'utf8');
    const [, ...told] =
      /costs about (\d+) dollars here, (\d+) with tax, and (\d+) on Fargate, (\d+) on Lightsail, (\d+) with a NAT/.exec(
        page,
      ) ?? [];
    const elsewhere = (name: string) =>
      billOf(estate, { instead: alternatives.find((each) => each.name === name) }).total;
    const are = [
      bill.total,
      bill.total * withTax,
      ...['on Fargate', 'on Lightsail', 'with a NAT gateway'].map(elsewhere),
    ];
    expect(told).toHaveLength(are.length);
    are.forEach((is, index) => expect(Math.abs(Number(told[index]) / is - 1)).toBeLessThan(0.05));
  });

  it('leaves the budget in peace, and the budget is no fantasy', () => {
    const budget = Number(
      estate.flatMap((stack) => resourcesOf(stack, 'aws_budgets_budget'))[0]?.config.limit_amount,
    );
    expect(bill.total * withTax).toBeLessThan(0.8 * budget);
    expect(bill.total * withTax).toBeGreaterThan(budget / 3);
  });

  it('is used for less than the budget has for use, and for more than half of it', () => {
    const { forUse } = require(join(folderOf('platform'), 'src/instances')).platforms.prod.monthlyBudget;
    const isOfPlatform = ['nodes', 'gateway', 'way out', 'database', 'secrets'];
    const rest = bill.stacks.flatMap(({ own }) => own).filter(({ part }) => !isOfPlatform.includes(part));
    expect(sumOf(rest)).toBeLessThan(forUse);
    expect(sumOf(rest)).toBeGreaterThan(forUse / 2);
  });
});
