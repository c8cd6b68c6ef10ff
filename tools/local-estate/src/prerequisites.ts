import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts an AWS of this machine for a test that deploys to it, and makes sure of what else that needs. Gives why it cannot
 * run here, or nothing where it can. At once, because Jest wants to know which tests there are before it runs any.
 *
 * @param record whether that AWS writes down every call.
 * @throws Error for anything but a thing that is missing.
 */
export function missingPrerequisite(
  workspaceRoot: string,
  dir: string,
  { record = false } = {},
): string | undefined {
  const program = join(__dirname, 'can-run.ts');
  const args = ['--import', 'tsx', program, workspaceRoot, dir, ...(record ? ['record'] : [])];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  if (status === 1) return stderr.trim();
  throw new Error(stderr);
}
