import { planDigest } from './plan-result';

const change = (after: object) => new Map([['aws_iam_policy.one', { before: {}, after }]]);

describe('the digest of a plan', () => {
  it('is the same for two that would do the same, in whatever order they list it', () => {
    const entries: [string, { after: object }][] = [
      ['a', { after: { x: 1 } }],
      ['b', { after: { x: 2 } }],
    ];
    expect(planDigest('s', new Map(entries))).toBe(planDigest('s', new Map([...entries].reverse())));
  });

  it('changes with a value that people are not shown', () => {
    expect(planDigest('1 to create', change({ policy: 'narrow' }))).not.toBe(
      planDigest('1 to create', change({ policy: 'wide' })),
    );
  });

  it('changes with what people are shown', () => {
    expect(planDigest('one')).not.toBe(planDigest('other'));
  });
});
