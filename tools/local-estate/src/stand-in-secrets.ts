import { join } from 'node:path';
import { generateMissingSecrets, localAccount } from '@dotkom/deploying';
import { stacksBelow } from '@dotkom/synthesised';

/**
 * Sets every secret that is missing to a random value, as each application's team has done with the true ones in the
 * real account: a deploy refuses to go on without them.
 */
export async function setStandInSecrets(workspaceRoot: string, endpoint: string): Promise<void> {
  for (const stack of stacksBelow(join(workspaceRoot, 'dist', 'apps')))
    await generateMissingSecrets(stack, localAccount(endpoint));
}
