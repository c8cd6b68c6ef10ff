import { notAnOrigin } from './errors';

/**
 * The sites whose pages may read what another host serves, once it is sure that each is named in full: with `'*'` every
 * site of the internet could use what is there in its visitors' names.
 *
 * @throws UserError when one is no https origin.
 */
export function checkedOrigins(origins: readonly string[]): readonly string[] {
  for (const origin of origins) if (!isHttpsOrigin(origin)) throw notAnOrigin(origin);
  return [...new Set(origins)].sort();
}

function isHttpsOrigin(origin: string): boolean {
  if (!URL.canParse(origin) || origin.includes('*')) return false;
  const { protocol, origin: itself } = new URL(origin);
  return protocol === 'https:' && itself === origin;
}
