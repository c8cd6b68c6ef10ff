/** Runs a check of one property, and notes its failure (see `checked` of libs/stack). */
export type Check = <T>(check: () => T, standIn: T) => T;

/** Checks each of a list by itself, so that all that are wrong are told at once, and gives those that are right. */
export function checkedEach<T, R>(values: readonly T[], check: Check, checkOne: (value: T) => R): R[] {
  return values.flatMap((value) => check<R[]>(() => [checkOne(value)], []));
}
