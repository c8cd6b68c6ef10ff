import { join } from 'node:path';
import { startLocalAws } from '@dotkom/local-aws';
import { checkTerraform, providerEnvironment } from '@dotkom/deploying';
import { isUserError } from '@dotkom/stack/conventions';

/** Tries what a deploy to an AWS of this machine needs: Terraform, its provider, and an emulator, which it leaves running. Says what is missing. */

const [workspaceRoot = '.', dir = '', option] = process.argv.slice(2);

async function tryAll(): Promise<void> {
  checkTerraform();
  await providerEnvironment(join(dir, 'can-run'));
  const onProgress = (line: string) => console.log(line);
  await startLocalAws({ workspaceRoot, dir, record: option === 'record', onProgress });
}

tryAll().catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = isUserError(error) ? 1 : 2;
});
