import { ExecutorContext } from '@nx/devkit';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { synthFolder } from '@dotkom/synthesised';
import { projectRootOf } from '../workspace';

/** `nx synth <project>`: in a process of its own, so that one project's code cannot touch another's. */
export default async function synth(
  _options: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const root = projectRootOf(context);
  const program = join(context.root, 'libs', 'stack', 'src', 'synthesise-cli.ts');
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', program, join(context.root, root), synthFolder(context.root, root)],
    { cwd: context.root, stdio: 'inherit' },
  );
  return { success: status === 0 };
}
