import fc from 'fast-check';
import { kindsOf, Place } from './places';

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  string: fc.oneof(fc.string(), fc.constantFrom('yes', 'true', '__proto__', '${aws_vpc.x.id}')),
  number: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1e99)),
  boolean: fc.boolean(),
  null: fc.constant(null),
  list: fc.array(fc.oneof(fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 3 }),
  object: fc.constantFrom({ memmory: 5 }, { toString: null }, Object.create(null), new Date(0), new Map()),
  function: fc.constant(() => 'nothing'),
  symbol: fc.constant(Symbol('nothing')),
  bigint: fc.constant(5n),
};

/** What has no meaning in a place: every kind of value but those that its type takes, and nothing where something is needed. */
export function wrongValuesFor({ type, optional, name }: Place): fc.Arbitrary<unknown> {
  const right = kindsOf(type);
  const wrong = Object.keys(values).filter((kind) => !right.includes(kind));
  const isElement = /\[0\]$|\.A$/.test(name);
  return fc.oneof(
    ...wrong.map((kind) => values[kind]!),
    ...(optional && !isElement ? [] : [fc.constant(undefined)]),
  );
}
