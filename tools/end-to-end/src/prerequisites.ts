import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts the emulator of the end-to-end test and makes sure of what else it needs. Gives why it cannot run here, or
 * nothing where it can. At once, because Jest wants to know which tests there are before it runs any.
 *
 * @throws Error for anything but a thing that is missing.
 */
export function missingPrerequisite(workspaceRoot: string, dir: string): string | undefined {
  const program = join(__dirname, 'can-run.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, workspaceRoot, dir], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  if (status === 1) return stderr.trim();
  throw new Error(stderr);
}
