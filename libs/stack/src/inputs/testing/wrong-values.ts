import fc from 'fast-check';
import { InputType } from '../input-type';
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

/** Texts that are no choice anywhere, of which some nearly are one. */
const noChoices = fc.constantFrom('x86', '', 'ARM64', 'arm64 ', 'constructor', 'undefined');

/**
 * What has no meaning in a place: every kind of value but those that its type takes, another text where it is one of some, and
 * nothing where something is needed.
 */
export function wrongValuesFor({ type, optional, name }: Place): fc.Arbitrary<unknown> {
  const right = kindsOf(type);
  const wrong = Object.keys(values).filter((kind) => !right.includes(kind));
  const isElement = /\[0\]$|\.A$/.test(name);
  return fc.oneof(
    ...wrong.map((kind) => values[kind]!),
    ...(isChosen(type) ? [noChoices] : []),
    ...(optional && !isElement ? [] : [fc.constant(undefined)]),
  );
}

/** Whether of all texts it takes some alone. */
function isChosen(type: InputType): boolean {
  if (type.kind !== 'either') return type.kind === 'choice' && kindsOf(type).includes('string');
  const options = type.of.filter((option) => kindsOf(option).includes('string'));
  return options.length > 0 && options.every(isChosen);
}
