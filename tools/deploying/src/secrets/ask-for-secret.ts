import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Asks a person for a secret without showing what they type, or reads it from a pipe; the last line break is not part of it. */
export async function askForSecret(name: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  process.stdout.write(`The value of ${name} (it is not shown): `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const value = await terminal.question('');
  terminal.close();
  process.stdout.write('\n');
  return value;
}
