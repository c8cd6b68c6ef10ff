import { join } from 'node:path';
import { registryOrMirror } from '@dotkom/deploying';
import { isUserError } from '@dotkom/stack/conventions';
import { makeLock } from './make-lock';
import { parseOptions } from './options';
import { planEverything } from './plans';
import { upgradeProvider } from './upgrade';

/** `npx nx run platform:upgrade-provider --to VERSION [--accounts local]`: docs/decisions/provider-version.md. */
async function main(): Promise<void> {
  const root = join(__dirname, '..', '..', '..');
  const options = parseOptions(process.argv.slice(2));
  const source = await registryOrMirror();
  upgradeProvider(root, options, {
    plan: (account, when) => planEverything(root, account, when),
    lock: (version) => makeLock(version, source),
    say: (text) => console.log(`\n${text}`),
  });
}

main().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
