import { SynthesisedStack } from '@dotkom/synthesised';
import { applicationStack } from '../testing';
import { wholePlatform } from './testing/months';
import { alternatives } from './alternatives';
import { billOf } from './bill';
import { costDifference } from './cost-difference';
import { costSentence } from './cost-sentence';
import { applicationReport, platformReport, shortReport } from './report';

const stacks = [
  wholePlatform({ min: 3, max: 8 }),
  applicationStack('grades', { backend: { memory: 512 }, worker: { memory: 512 } }),
  applicationStack('onlineweb', { web: { memory: 1024, count: 2 } }),
];
const bill = billOf(stacks);
const comparisons = alternatives.map((instead) => ({ ...instead, bill: billOf(stacks, { instead }) }));
/** The numbers of the row that begins so. */
const row = (text: string, beginning: string) =>
  (
    text
      .split('\n')
      .find((line) => line.trim().startsWith(beginning))
      ?.match(/-?\d+\.\d\d/g) ?? []
  ).map(Number);

describe('what an application is told', () => {
  const text = applicationReport(bill, ['grades-prod'], comparisons);

  it('is what it has itself, its share, and by what it shares', () => {
    expect(text).toMatch(/^grades-prod +own +shared +a month$/m);
    expect(text).toMatch(/^ {2}nodes +1024 of 3072 MiB +0\.00 +\d+\.\d\d +\d+\.\d\d$/m);
    expect(text).toMatch(/^ {2}way out +2 of 4 tasks/m);
    const [own = 0, shared = 0, month = 0] = row(text, 'together');
    expect(own + shared).toBeCloseTo(month, 1);
  });

  it('is how often it has what it has several times', () => {
    expect(text).toMatch(/^ {2}traffic +2 × [\d.]+ GB sent by 1 task {2}/m);
    expect(applicationReport(bill, ['onlineweb-prod'], comparisons)).toMatch(
      /^ {2}traffic +[\d.]+ GB sent by 2 tasks {2}/m,
    );
  });

  it('is a part of the bill, which it says as well', () => {
    expect(text).toContain("Of the bill this is a part: 'own' is what it adds");
    expect(text).toContain(`The bill of everything is ${bill.total.toFixed(2)} dollars a month`);
  });

  it('is what the same would cost elsewhere', () => {
    expect(row(text, 'here')).toEqual(row(text, 'together').slice(-1));
    expect(row(text, 'on Fargate')[0]).toBeGreaterThan(0);
  });

  it('is together where it has several environments', () => {
    const several = applicationReport(bill, ['grades-prod', 'onlineweb-prod'], comparisons);
    expect(several).toMatch(/^Together \d+\.\d\d dollars a month, without tax\.$/m);
  });

  it('says which numbers are estimates, and where the others are from', () => {
    expect(text).toContain('each price has its source in libs/stack/src/prices/prices.json');
    expect(text).toMatch(/^Estimates among the prices: .*transfer\/out/m);
  });
});

describe('what the platform is told', () => {
  const text = platformReport(bill, comparisons, 250);

  it('is each part, who pays it, and all of it with the tax and the budget', () => {
    const [parts = 0] = row(text, 'together');
    const paid = ['grades-prod', 'onlineweb-prod'].map((name) => row(text, name));
    const shared = paid.reduce((sum, [, share = 0]) => sum + share, 0);
    const [nobody = 0] = row(text, 'nobody');
    expect(shared + nobody).toBeCloseTo(parts, 1);
    expect(text).toContain(`The bill of everything is ${bill.total.toFixed(2)} dollars a month`);
    expect(text).toMatch(/The budget is 250 with tax; this is \d+ % of it/);
  });

  it('is loud when there is something cheaper', () => {
    const cheaper = { name: 'on the moon', remark: 'far away', bill: billOf([]) };
    expect(row(text, 'with a NAT gateway')[0]).toBeGreaterThan(bill.total);
    expect(text).not.toMatch(/NAT gateway .*LESS THAN HERE/);
    // A handful of small services is no reason for a platform.
    expect(text).toMatch(/on Lightsail .*LESS THAN HERE/);
    expect(platformReport(bill, [cheaper], undefined)).toMatch(
      /on the moon +0\.00 {2}LESS THAN HERE: far away/,
    );
  });

  it('is two lines where there is room for no more', () => {
    expect(shortReport(bill)).toEqual([
      expect.stringMatching(/^The bill of everything is \d+\.\d\d dollars a month, \d+\.\d\d with tax\.$/),
      expect.stringMatching(/^Most of it: .*\d+ × t4g\.small run at rest\./),
    ]);
  });
});

describe('what a change costs', () => {
  const sentence = (after: typeof stacks) => costSentence(costDifference(bill, billOf(after)));
  const [platform, grades] = stacks as [SynthesisedStack, SynthesisedStack];
  const larger = applicationStack('onlineweb', { web: { memory: 1024, count: 6 } });

  it('is nothing where nothing changes', () => {
    expect(sentence(stacks)).toBe(
      `The bill of everything stays what it was, ${bill.total.toFixed(2)} dollars a month.`,
    );
  });

  it('is told with the nodes that it takes', () => {
    expect(sentence([platform, grades, larger])).toMatch(
      /^The bill of everything changes by \+\d+\.\d\d dollars a month: .* with tax \(nodes of platform-prod-arm64 \d → \d; platform-prod \+\d+\.\d\d; onlineweb-prod \+\d+\.\d\d(; free each month -?\d+\.\d\d)?\)\.$/,
    );
  });

  it.each([
    ['comes', [platform, grades], stacks],
    ['goes', stacks, [platform, grades]],
    ['grows', stacks, [platform, grades, larger]],
  ])('is the sum of what it names, where something %s', (_what, old, now) => {
    const change = costDifference(billOf(old), billOf(now));
    const named = change.stacks.reduce((sum, { own }) => sum + own, change.free);
    expect(change.after - change.before).toBeCloseTo(named, 1);
  });

  it('is less where something goes', () => {
    const none = applicationStack('onlineweb', { web: { memory: 1024, count: 1 } });
    const change = costDifference(billOf([platform, grades, larger]), billOf([platform, grades, none]));
    expect(change.after).toBeLessThan(change.before);
    expect(costSentence(change)).toMatch(/^The bill of everything changes by -\d/);
  });

  it('may be within what the account has for nothing, and is named all the same', () => {
    expect(sentence([platform, grades])).toMatch(
      /^The bill of everything stays what it was, .* dollars a month \(onlineweb-prod -0\.18; free each month \+0\.18\)\.$/,
    );
  });
});
