import { execFileSync, spawnSync, StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { Surroundings } from './reach';

const quiet: StdioOptions = ['ignore', 'pipe', 'inherit'];

/** Nx and git in a workspace, as a deploy asks them. */
export function askingIn(workspaceRoot: string): Omit<Surroundings, 'github'> {
  const options = { cwd: workspaceRoot, encoding: 'utf8' as const, stdio: quiet };
  return {
    projects: (args) =>
      JSON.parse(
        execFileSync(
          join(workspaceRoot, 'node_modules', '.bin', 'nx'),
          ['show', 'projects', '--json', ...args],
          options,
        ),
      ),
    // Of a commit that is not there at all, it says on its error output that it is none.
    isInHistory: (commit) =>
      spawnSync('git', ['merge-base', '--is-ancestor', commit, 'HEAD'], options).status === 0,
  };
}
