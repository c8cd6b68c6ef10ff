import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateMissingSecrets, localAccount } from '@dotkom/deploying';
import { readStacks, synthFolder } from '@dotkom/synthesised';

/**
 * Sets every secret that is missing to a random value, as each application's team has done with the true ones in the
 * real account: a deploy refuses to go on without them.
 */
export async function setStandInSecrets(workspaceRoot: string, endpoint: string): Promise<void> {
  for (const project of readdirSync(join(workspaceRoot, 'dist', 'apps'))) {
    const folder = synthFolder(workspaceRoot, `apps/${project}`);
    if (!existsSync(join(folder, 'stacks'))) continue;
    for (const stack of readStacks(folder, project)) {
      await generateMissingSecrets(stack, localAccount(endpoint));
    }
  }
}
