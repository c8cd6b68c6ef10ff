import { join } from 'node:path';
import { compare } from './compare';
import { whatIsHere } from './here';
import { inventory } from './inventory';
import { page } from './page';
import { reasons } from './reasons';

export const file = join(__dirname, '..', '..', '..', '..', 'docs', 'parity.md');

/** What docs/parity.md has to say, and what is wrong with it. */
export function parity(): { text: string; complaints: readonly string[] } {
  const comparison = compare(inventory, whatIsHere(), reasons);
  return { text: page(comparison, inventory.retired), complaints: comparison.complaints };
}
