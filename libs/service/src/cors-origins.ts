import { Check, checkedEach } from './container/check';
import { notAnOrigin } from './errors';

/**
 * The sites whose pages may read what another host serves, once it is sure that each is named in full: with `'*'` every
 * site of the internet could use what is there in its visitors' names.
 * Each that is no https origin is refused.
 */
export function checkedOrigins(
  property: string,
  origins: readonly string[],
  check: Check,
): readonly string[] {
  return [...new Set(checkedEach(property, origins, check, checkedOrigin))].sort();
}

function checkedOrigin(origin: string): string {
  if (!isHttpsOrigin(origin)) throw notAnOrigin(origin);
  return origin;
}

function isHttpsOrigin(origin: string): boolean {
  if (!URL.canParse(origin) || origin.includes('*')) return false;
  const { protocol, origin: itself } = new URL(origin);
  return protocol === 'https:' && itself === origin;
}
