import { join } from 'node:path';
import { startLocalAws } from '@dotkom/local-aws';
import { checkTerraform, providerEnvironment } from '@dotkom/deploying';
import { isUserError } from '@dotkom/stack';

/** Tries what the end-to-end test needs: Terraform, its provider, and an emulator, which it leaves running. Says what is missing. */

const [workspaceRoot = '.', dir = ''] = process.argv.slice(2);

async function tryAll(): Promise<void> {
  checkTerraform();
  await providerEnvironment(join(dir, 'can-run'));
  await startLocalAws({ workspaceRoot, dir, onProgress: (line) => console.log(line) });
}

tryAll().catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = isUserError(error) ? 1 : 2;
});
