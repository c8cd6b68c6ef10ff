import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { describeConstructs } from './describe-constructs';

/** What is derived for the one property of a construct, which has this type. */
const cases: [type: string, described: unknown][] = [
  ['string', { kind: 'text' }],
  ['number', { kind: 'number' }],
  ['boolean', { kind: 'boolean' }],
  ["'a' | 'b'", { kind: 'choice', of: ['a', 'b'] }],
  ['`${number} MiB` | `${number} GiB`', { kind: 'text', forms: ['<number> MiB', '<number> GiB'] }],
  ['`${number} day` | `${number} days`', { kind: 'text', forms: ['<number> days'] }],
  ["`${number} days` | 'none'", { kind: 'text', forms: ['<number> days', 'none'] }],
  ['readonly string[]', { kind: 'list', of: { kind: 'text' } }],
  ['readonly [string, ...string[]]', { kind: 'list', of: { kind: 'text' }, least: 1 }],
  ['Readonly<Record<string, number>>', { kind: 'record', of: { kind: 'number' } }],
  ['() => void', { kind: 'function' }],
  ['Thing', { kind: 'instance', of: 'Thing', has: ['grant', 'node', 'word'] }],
  ['{ go(): void }', { kind: 'instance', has: ['go'] }],
  ['unknown', { kind: 'anything' }],
  ["Omit<{ a: string; b: string }, 'b'>", { kind: 'object', properties: { a: { type: { kind: 'text' } } } }],
  ['{ a?: string }', { kind: 'object', properties: { a: { type: { kind: 'text' }, optional: true } } }],
  [
    'string | readonly string[]',
    { kind: 'either', of: [{ kind: 'text' }, { kind: 'list', of: { kind: 'text' } }] },
  ],
  [
    "{ kind: 'a'; x: string } | { kind: 'b' }",
    {
      kind: 'variants',
      by: 'kind',
      of: {
        a: {
          kind: 'object',
          properties: { kind: { type: { kind: 'choice', of: ['a'] } }, x: { type: { kind: 'text' } } },
        },
        b: { kind: 'object', properties: { kind: { type: { kind: 'choice', of: ['b'] } } } },
      },
    },
  ],
];

const root = temporaryFolder();

it('is derived from every kind of type that constructs use', () => {
  const properties = cases.map(([type], index) => `  p${index}: ${type};`).join('\n');
  writeFileSync(
    join(root, 'tsconfig.base.json'),
    JSON.stringify({ compilerOptions: { strict: true, lib: ['es2023'], types: [] } }),
  );
  writeFileSync(
    join(root, 'index.ts'),
    `export class Thing {
      readonly node = 1;
      readonly word = '';
      private readonly own = 1;
      constructor(scope: unknown, id: string, props: Props) {}
      grant(to: string): void {}
      private hidden(of: string): void {}
    }
    interface Props {\n${properties}\n}`,
  );
  const [types] = describeConstructs(root, [[join(root, 'index.ts')]]);
  expect(types).toEqual({
    'Thing.props': {
      type: {
        kind: 'object',
        properties: Object.fromEntries(cases.map(([, type], index) => [`p${index}`, { type }])),
      },
    },
    'Thing.grant.to': { type: { kind: 'text' } },
  });
});
