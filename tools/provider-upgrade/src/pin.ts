import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noPin } from './errors';

/** The one place that says which provider is used. */
const pinFile = 'libs/stack/src/aws-provider.ts';
const pin = /(export const awsProviderVersion = ')([\d.]+)(';)/;

/** The version that stacks ask for. */
export function pinnedVersion(root: string): string {
  const [, , version] = pin.exec(readFileSync(join(root, pinFile), 'utf8')) ?? [];
  if (!version) throw noPin(pinFile);
  return version;
}

/** Makes stacks ask for another version. */
export function pinVersion(root: string, version: string): void {
  const file = join(root, pinFile);
  const text = readFileSync(file, 'utf8');
  if (!pin.test(text)) throw noPin(pinFile);
  writeFileSync(file, text.replace(pin, `$1${version}$3`));
}
