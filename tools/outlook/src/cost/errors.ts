import { UserError } from '@dotkom/stack/conventions';

/** Types that nobody has said the cost of. */
export function unpricedTypes(found: readonly { readonly type: string; readonly of: string }[]): UserError {
  const each = found.map(({ type, of }) => `  ${type} (${of})`);
  return new UserError(
    `What these cost is not known:\n${each.join('\n')}\n` +
      'Say it in tools/outlook/src/cost: a function in resources/ that gives the lines of its bill, with the prices they are at in ' +
      'libs/stack/src/prices/prices.json; or, where it costs nothing, its type in free-types.ts with the page of AWS that says so.',
  );
}
