import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Change, planDigest, PlanResult, planSummary } from '@dotkom/deploying';
import { plan } from '../testing/plans';
import { readShownPlans } from './shown-plans';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plans-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const change: Change = {
  address: 'aws_iam_policy.one',
  constructPath: 'grades-prod/backend/policy',
  action: 'update',
  attributes: [{ path: 'policy', before: '"narrow"', after: '"wide"', forces: false }],
};

/** A plan as `nx diff` writes it, with these changes. */
function made(changes: Partial<PlanResult> = {}): PlanResult {
  const result = plan('grades-prod', { shows: [change], ...changes });
  const summary = planSummary(result.stack, result.shows, result.hasChanges);
  return { ...result, summary, digest: planDigest(result), ...changes };
}

/** What is shown of what a pull request left. */
function shownOf(left: object | string, stack = 'grades-prod') {
  mkdirSync(join(folder, stack));
  writeFileSync(
    join(folder, stack, 'plan-result.json'),
    typeof left === 'string' ? left : JSON.stringify(left),
  );
  return readShownPlans(folder);
}

describe('what a pull request left', () => {
  it('is shown as it was planned', () => {
    const { stack, owner, hasChanges, summary, digest } = made();
    expect(shownOf(made())).toEqual([{ stack, owner, hasChanges, destroys: false, summary, digest }]);
  });

  it('is nothing where it reached no stack', () => expect(readShownPlans(folder)).toEqual([]));

  it('cannot show one plan and have the digest of another', () => {
    const real = made();
    const harmless = { ...change, attributes: [{ ...change.attributes[0]!, after: '"narrower"' }] };
    const [shown] = shownOf({ ...real, shows: [harmless], summary: 'grades-prod: no changes' });
    expect(shown?.summary).toContain('"narrower"');
    expect(shown?.digest).not.toBe(real.digest);
  });

  it('cannot leave out a change and keep the digest, nor call it a release', () => {
    const real = made();
    const hidden = [[], [{ ...change, isReleased: true }], [{ ...change, attributes: [] }]];
    for (const [index, shows] of hidden.entries()) {
      const [shown] = shownOf({ ...real, stack: `s${index}`, shows }, `s${index}`).slice(-1);
      expect(shown?.digest).not.toBe(real.digest);
    }
  });

  it('cannot keep the digest where another resource, or another action on it, is shown', () => {
    const real = made();
    const others = [
      { address: 'aws_iam_policy.two' },
      { constructPath: 'else' },
      { action: 'create' as const },
    ];
    for (const [index, other] of others.entries()) {
      const left = { ...real, stack: `s${index}`, shows: [{ ...change, ...other }] };
      expect(shownOf(left, `s${index}`).at(-1)?.digest).not.toBe(real.digest);
    }
  });

  it.each<[string, object | string]>([
    ['no JSON', '{'],
    ['a list', []],
    ['of another stack', made({ stack: 'platform-prod' })],
    ['of a stack whose name is a text', made({ stack: 'grades-prod -->\n<!-- plan of platform-prod' })],
    ['for an owner whose name is a text', made({ owner: 'backlog\n\n# Approved' })],
    ['without its changes', { ...made(), shows: undefined }],
    ['with a change that is none', { ...made(), shows: [{ address: 1 }] }],
    [
      'with a value of several lines, which look like changes of their own',
      made({
        shows: [
          { ...change, attributes: [{ ...change.attributes[0]!, before: '1\n  create  all is well' }] },
        ],
      }),
    ],
    ['without a digest of its values', { ...made(), valuesDigest: '' }],
    ['that does not say whether it changes anything', { ...made(), hasChanges: 'no' }],
  ])('is refused where it is %s', (_what, left) => {
    expect(() => shownOf(left)).toThrow(/What the pull request left under the name "grades-prod" is no plan/);
  });

  it('is refused where its folder is no name of a stack', () => {
    expect(() => shownOf(made({ stack: 'A' }), 'A')).toThrow('is no plan');
  });
});
