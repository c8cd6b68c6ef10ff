import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nxByItself } from '@dotkom/processes';
import { readProject } from '@dotkom/stack/conventions';
import { addressesNotUpdated } from './errors';

/**
 * Brings the committed list of a project's addresses up to date with its code, once that is written.
 *
 * @throws UserError with the command for it, where it cannot; what was generated stays.
 */
export function updateAddressesOf(workspaceRoot: string, projectRoot: string): void {
  const { name } = readProject(join(workspaceRoot, projectRoot));
  const nx = join(workspaceRoot, 'node_modules', '.bin', 'nx');
  const { status } = spawnSync(nx, ['run', `${name}:addresses`, '--outputStyle=static'], {
    cwd: workspaceRoot,
    env: { ...process.env, ...nxByItself },
    stdio: 'inherit',
  });
  if (status !== 0) throw addressesNotUpdated(name);
}
