import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkingFolder } from './working-folder';

/**
 * Waits until every run of Terraform in an account's folder has ended, however it came that nobody waits for it any more. It was
 * told to end by whoever was interrupted; until it has, it holds the lock of its state.
 *
 * @param accountFolder where the stacks' working folders are.
 */
export async function waitForTerraform(accountFolder: string, say: (line: string) => void): Promise<void> {
  if (!existsSync(accountFolder)) return;
  for (const { name: stack } of readdirSync(accountFolder, { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  )) {
    const folder = new WorkingFolder(accountFolder, stack);
    if (folder.runningProcess() === undefined) continue;
    say(`${stack}: Terraform is ending in order, so that its state is saved and unlocked`);
    while (folder.runningProcess() !== undefined) await sleep(200);
    say(`${stack}: Terraform has ended`);
  }
}
