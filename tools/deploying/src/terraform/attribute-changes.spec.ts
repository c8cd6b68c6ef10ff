import * as fc from 'fast-check';
import { attributeChanges } from './attribute-changes';
import { ChangeRepresentation } from './differences';
import { planSummary, relevantChanges } from './plan-summary';

/** The changes as lines, as a plan shows them. */
const lines = (change: ChangeRepresentation) =>
  attributeChanges(change).map(({ path, before, after }) => `${path}: ${before} → ${after}`);

describe('which attributes of a resource change', () => {
  it('are shown with their values before and after, by their path', () => {
    expect(
      lines({
        before: { name: 'web', desired_count: 1, tags: { Owner: 'a', Kept: 'b' }, rule: [{ port: 80 }] },
        after: { name: 'web', desired_count: 2, tags: { Owner: 'c', Kept: 'b' }, rule: [{ port: 81 }] },
      }),
    ).toEqual(['desired_count: 1 → 2', 'tags.Owner: "a" → "c"', 'rule[0].port: 80 → 81']);
  });

  it('say where a value comes, goes, or is not known yet', () => {
    expect(
      lines({
        before: { gone: 'x', later: 'old', list: ['a'] },
        after: { come: 'y', list: ['a', 'b'] },
        after_unknown: { later: true },
      }),
    ).toEqual([
      'gone: "x" → (none)',
      'later: "old" → (known after apply)',
      'list: ["a"] → ["a","b"]',
      'come: (none) → "y"',
    ]);
  });

  it('are looked for in JSON that is in a string, and its layout is no change', () => {
    const definitions = (memory: number) => [{ name: 'web', memory, image: 'web@sha256:1' }];
    expect(
      lines({
        before: { container_definitions: JSON.stringify(definitions(256)), policy: '{"a":1}' },
        after: { container_definitions: JSON.stringify(definitions(512), null, 2), policy: '{ "a": 1 }' },
      }),
    ).toEqual(['container_definitions[0].memory: 256 → 512']);
  });

  it('never show what is sensitive, before or after, whole or a part', () => {
    const secret = 'canary-of-a-secret';
    const change = {
      before: { password: secret, nested: [{ token: secret }], newly: 'plain' },
      after: { password: `${secret}2`, nested: [{ token: `${secret}3` }], newly: secret },
      before_sensitive: { password: true, nested: [{ token: true }] },
      after_sensitive: { password: true, newly: true },
    };
    expect(lines(change)).toEqual([
      'password: (sensitive) → (sensitive)',
      'nested[0].token: (sensitive) → (sensitive)',
      'newly: (sensitive) → (sensitive)',
    ]);
  });

  it('never show what is sensitive within something that is shown whole', () => {
    const change = {
      before: { list: [{ token: 'canary' }] },
      after: { list: [] },
      before_sensitive: { list: [{ token: true }] },
    };
    expect(lines(change)).toEqual(['list: (sensitive) → (sensitive)']);
  });

  it('are cut where they are long', () => {
    const [line = ''] = lines({ before: { user_data: 'a'.repeat(500) }, after: { user_data: 'b' } });
    expect(line.length).toBeLessThan(90);
    expect(line).toMatch(/a… → "b"$/);
  });

  it('begin where they differ, when two long ones differ only far behind', () => {
    const image = (digest: string) =>
      `registry.example/grades/prod/backend-of-the-application@sha256:${digest}`;
    const [line] = lines({
      before: { image: image('1'.repeat(64)) },
      after: { image: image('2'.repeat(64)) },
    });
    expect(line).toMatch(/^image: ….{5,12}1{30,}… → ….{5,12}2{30,}…$/);
  });

  it('are none where one kind of nothing becomes another', () => {
    expect(lines({ before: { cpu: '', tags: {}, list: [], x: 1 }, after: { x: 2 } })).toEqual(['x: 1 → 2']);
    expect(lines({ before: { cpu: '' }, after: {}, after_unknown: { cpu: true } })).toEqual([
      'cpu: "" → (known after apply)',
    ]);
  });

  it('name a tag once, though Terraform plans it twice', () => {
    const [before, after] = [{ Owner: 'a' }, { Owner: 'b' }];
    expect(
      lines({ before: { tags: before, tags_all: before }, after: { tags: after, tags_all: after } }),
    ).toEqual(['tags.Owner: "a" → "b"']);
    expect(lines({ before: { tags_all: before }, after: { tags_all: after } })).toEqual([
      'tags_all.Owner: "a" → "b"',
    ]);
  });

  it('are none where nothing changes', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(anything, (value) => expect(attributeChanges({ before: value, after: value })).toEqual([])),
    );
  });

  it('are found wherever they are: a value that changes has a line that says so', () => {
    const keys = fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 4 });
    const nest = (path: string[], value: unknown): any =>
      path.reduceRight((inner, key) => ({ [key]: inner }), value);
    fc.assert(
      fc.property(keys, (path) => {
        expect(lines({ before: nest(path, 1), after: nest(path, 2) })).toEqual([`${path.join('.')}: 1 → 2`]);
      }),
    );
  });
});

describe('a resource that is replaced', () => {
  const change = {
    before: { id: 'sg-1', arn: 'arn:1', description: 'old', name: 'web' },
    after: { description: 'new', name: 'web' },
    after_unknown: { id: true, arn: true },
    replace_paths: [['description']],
  };
  const summary = (detail: ChangeRepresentation) =>
    planSummary(
      'grades-prod',
      relevantChanges(
        [{ resource: { addr: 'aws_security_group.web' }, action: 'replace', reason: 'cannot_update' }],
        () => 'grades-prod/web/group',
        new Map([['aws_security_group.web', detail]]),
      ),
    );

  it('is so because of an attribute, which the plan names; what AWS computes anew is left out', () => {
    expect(summary(change)).toBe(
      [
        'grades-prod: 1 to REPLACE',
        '  REPLACE  grades-prod/web/group  (aws_security_group.web) because description cannot be changed in place',
        '             description: "old" → "new"',
      ].join('\n'),
    );
  });

  it('names a reason that is not known yet, and one deep within', () => {
    expect(summary({ ...change, replace_paths: [['arn']] })).toContain('because arn cannot be changed');
    const nested = {
      before: { spec: [{ size: 1 }] },
      after: { spec: [{ size: 2 }] },
      replace_paths: [['spec', 0, 'size']],
    };
    expect(summary(nested)).toContain('because spec[0].size cannot be changed in place');
  });

  it('is shown in a few lines, however much changes', () => {
    const many = (value: number) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`a${index}`, value]));
    const text = summary({ before: many(1), after: many(2) }).split('\n');
    expect(text).toHaveLength(2 + 12 + 1);
    expect(text.at(-1)).toContain('and 28 more');
  });
});
