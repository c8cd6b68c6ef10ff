import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nxByItself } from '@dotkom/processes';

export interface NxRun {
  readonly workspaceRoot: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line of what the tasks print. */
  readonly onLine: (line: string) => void;
}

/**
 * Runs Nx and hands on what its tasks print; gives its exit code. An interrupt is passed on, and what it interrupts may
 * end in order: Terraform then saves its states.
 */
export function runNx({ workspaceRoot, args, env, onLine }: NxRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const nx = join(workspaceRoot, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
    const child = spawn(process.execPath, [nx, ...args, '--outputStyle=stream-without-prefixes'], {
      cwd: workspaceRoot,
      env: { ...process.env, ...env, ...nxByItself },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // A terminal's Ctrl-C reaches it through us, once.
    });
    const interrupt = () => child.kill('SIGINT');
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', onLine);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve(code ?? 1);
    });
  });
}
