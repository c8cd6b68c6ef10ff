import { unknownOperator } from '../errors';
import { Context } from '../questions/question';
import { covers, coversArn } from './matching';
import { listed, Statement } from './statements';

type Compare = (expected: string, value: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (expected, value) => expected === value,
  StringLike: (expected, value) => covers(expected, value),
  ArnEquals: coversArn,
  ArnLike: coversArn,
  Bool: (expected, value) => expected.toLowerCase() === value.toLowerCase(),
};

/** The conditions of a statement that a request does not meet, in words: `aws:RequestTag/Owner (StringEquals a)`. */
export function unmet({ Condition = {} }: Statement, context: Context): string[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, expected]) => {
      if (meets(operator, listed(expected), valuesOf(context, key))) return [];
      const said = valuesOf(context, key)?.join(', ') ?? 'not said';
      return [`${key} is ${said}, and not ${operator} ${listed(expected).join(', ')}`];
    }),
  );
}

/** Condition keys have no case; the keys of tags have one, but not for AWS. */
function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && listed(found[1]);
}

function meets(
  operator: string,
  expected: readonly string[],
  values: readonly string[] | undefined,
): boolean {
  if (operator === 'Null') return (values === undefined) === (expected[0] === 'true');
  const [, set, base = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const isNot = /Not/.test(base);
  const compare = comparisons[base.replace('Not', '')];
  if (!compare) throw unknownOperator(operator);
  if (values === undefined)
    return set === 'ForAllValues' || Boolean(ifExists) || (isNot && set !== 'ForAnyValue');
  const fits = (value: string) => expected.some((each) => compare(each, value)) !== isNot;
  return set === 'ForAllValues'
    ? values.every(fits)
    : set === 'ForAnyValue' || !isNot
      ? values.some(fits)
      : values.every(fits);
}
