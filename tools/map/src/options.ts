import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { notUnderstood } from './errors';

/**
 * What `npm run map` was told.
 *
 * @throws UserError for an option that there is not, or one that lacks its folder.
 */
export function readOptions(args: string[]): { readonly before?: string } {
  try {
    const { before } = parseArgs({ args, options: { before: { type: 'string' } } }).values;
    return { before: before && resolve(before) };
  } catch (error) {
    throw notUnderstood((error as Error).message.split(/[.\n]/)[0] ?? '');
  }
}
