import { logger } from '@nx/devkit';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nxByItself } from '@dotkom/processes';
import { readProject } from '@dotkom/stack/conventions';

/**
 * Brings the committed list of a project's addresses up to date with its code, once that is written. Where it cannot,
 * the command for it is named, and what was generated stays.
 */
export function updateAddressesOf(workspaceRoot: string, projectRoot: string): void {
  const { name } = readProject(join(workspaceRoot, projectRoot));
  const nx = join(workspaceRoot, 'node_modules', '.bin', 'nx');
  const { status } = spawnSync(nx, ['run', `${name}:addresses`, '--outputStyle=static'], {
    cwd: workspaceRoot,
    env: { ...process.env, ...nxByItself },
    stdio: 'inherit',
  });
  if (status !== 0) logger.warn(`Once it is mended: npx nx addresses ${name}`);
}
