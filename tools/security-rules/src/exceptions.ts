import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './estate';

/** Something that a rule asks for and that is not done, with the reason. */
export interface Exception {
  readonly rule: string;
  /** The addresses that it is about: a type, or an address with `*` for any part of a name. */
  readonly where: string;
  readonly why: string;
}

/** The exceptions of docs/decisions/exceptions.md: a row of a table each. */
export function readExceptions(): Exception[] {
  const page = readFileSync(join(root, 'docs/decisions/exceptions.md'), 'utf8');
  return [...page.matchAll(/^\| `([\w-]+)` +\| `([\w.*-]+)` +\| (.+?) +\|$/gm)].map(
    ([, rule = '', where = '', why = '']) => ({ rule, where, why }),
  );
}

/** Whether an exception is about an address of Terraform's. */
export function isAbout({ where }: Exception, address: string): boolean {
  const [type] = address.split('.');
  const pattern = where.replace(/[.-]/g, '\\$&').replace(/\*/g, '.*');
  return type === where || new RegExp(`^${pattern}$`).test(address);
}
