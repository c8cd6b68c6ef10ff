import { inProperty } from '@dotkom/stack';

/** Runs a check of one property, and notes its failure (see `checked` of libs/stack). */
export type Check = <T>(check: () => T, standIn: T) => T;

/** Checks each of a list, by the path of the property, by itself, so that all that are wrong are told at once, and gives those that are right. */
export function checkedEach<T, R>(
  property: string,
  values: readonly T[],
  check: Check,
  checkOne: (value: T) => R,
): R[] {
  return values.flatMap((value, index) =>
    check<R[]>(
      inProperty(`${property}[${index}]`, () => [checkOne(value)]),
      [],
    ),
  );
}
