import { join } from 'node:path';
import { Account, forEachStackOf } from '@dotkom/deploying';
import { readProject } from '@dotkom/stack/conventions';
import { stacksIfAny, synthFolder } from '@dotkom/synthesised';
import { applicationsIn } from './projects';

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
  const asked = applicationsIn(workspaceRoot).filter(
    (name) => applications.length === 0 || applications.includes(name),
  );
  for (const name of asked) {
    const root = `apps/${name}`;
    await forEachStackOf(
      {
        stacks: stacksIfAny(synthFolder(workspaceRoot, root), name),
        project: readProject(join(workspaceRoot, root)),
        account,
        configuration: 'local',
        say: () => undefined,
      },
      ({ terraform }) => terraform.init(),
    );
  }
}
