import { Token } from 'cdktf';

const secretNames = /(^|_)(SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIALS?)$/;
const keyNames = /(^|_)KEY$/;

const secretValues: readonly [RegExp, string][] = [
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, 'it is a signed token (JWT)'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "it holds an AWS access key's id"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'it holds a private key'],
  [/^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i, 'it is an address with a password in it'],
  [/\b(gh[pousr]_|github_pat_|xox[abprs]-|sk_live_|SG\.)[\w.-]{10,}/, 'it has the form of a service token'],
];

/**
 * Why a plain setting looks like a secret, or nothing if it does not. A name can be enough, and a value can be, whatever
 * it is called. What Terraform fills in later cannot be looked at.
 */
export function whyItLooksLikeASecret(name: string, value: string): string | undefined {
  if (Token.isUnresolved(value)) return undefined;
  const form = secretValues.find(([pattern]) => pattern.test(value));
  if (form) return form[1];
  if (value && (secretNames.test(name) || (keyNames.test(name) && !isPlain(value))))
    return 'its name says so';
  return isRandom(value) ? 'it is long and looks random' : undefined;
}

/** A word, a number or a path: what a setting such as SORT_KEY holds. */
function isPlain(value: string): boolean {
  return /^(\d{1,5}|[a-zA-Z]{1,24}([-_.:][a-zA-Z]{1,24})*|\/[\w./-]*)$/.test(value);
}

/** At least 32 characters of one word, with as many different ones as random text has, of several kinds. */
function isRandom(value: string): boolean {
  if (!/^[\w+/=-]{32,}$/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  const isHex = /^[0-9a-f]+$/i.test(value) && /\d/.test(value) && /[a-f]/i.test(value);
  return isHex ? entropy(value) > 3 : kinds === 3 && entropy(value) > 4;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
