import { noVersion, notAVersion, unknownOption } from './errors';

/** What the plans are made against: the configurations of `nx diff`. */
export const accounts = ['staging', 'prod', 'local'] as const;
export type Account = (typeof accounts)[number];

export interface Options {
  readonly to: string;
  readonly accounts: readonly Account[];
}

/**
 * Reads the words after the command.
 *
 * @throws UserError that says what is allowed.
 */
export function parseOptions(words: readonly string[]): Options {
  const given = new Map<string, string>();
  const rest = words.flatMap((word) => word.split(/=(.*)/s, 2));
  for (let at = 0; at < rest.length; at += 2) {
    const [name = '', value = ''] = rest.slice(at, at + 2);
    if (!['--to', '--accounts'].includes(name)) throw unknownOption(name);
    given.set(name, value);
  }
  const to = given.get('--to');
  if (!to) throw noVersion();
  if (!/^\d+\.\d+\.\d+$/.test(to)) throw notAVersion(to);
  return { to, accounts: (given.get('--accounts') ?? 'staging,prod').split(',').map(asAccount) };
}

function asAccount(name: string): Account {
  const found = accounts.find((each) => each === name);
  if (!found) throw unknownOption(`--accounts ${name}`);
  return found;
}
