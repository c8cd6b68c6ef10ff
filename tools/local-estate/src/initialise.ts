import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Account, forEachStackOf } from '@dotkom/deploying';
import { readProject } from '@dotkom/stack/conventions';
import { readStacks, synthFolder } from '@dotkom/synthesised';

/** What applications stand on, and what is deployed before them. */
const shared = ['bootstrap', 'platform'];

/**
 * Connects the stacks of applications to their states before their turn comes: each takes seconds of the processor, and there are
 * some to spare while the platform waits for its database. What fails here, their deploy says.
 *
 * @param applications which. @default all
 */
export async function initialiseApplications(
  workspaceRoot: string,
  account: Account,
  applications: readonly string[],
): Promise<void> {
  const all = readdirSync(join(workspaceRoot, 'dist', 'apps')).filter((name) => !shared.includes(name));
  for (const name of all.filter((each) => applications.length === 0 || applications.includes(each))) {
    const root = `apps/${name}`;
    const folder = synthFolder(workspaceRoot, root);
    if (!existsSync(join(folder, 'stacks'))) continue;
    await forEachStackOf(
      {
        stacks: readStacks(folder, name),
        project: readProject(join(workspaceRoot, root)),
        account,
        configuration: 'local',
        say: () => undefined,
      },
      ({ terraform }) => terraform.init(),
    );
  }
}
