import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Where a program said a line. */
export type Stream = 'stdout' | 'stderr';

export interface Run {
  readonly binary: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string, stream: Stream) => unknown;
  readonly onStart?: (pid: number) => void;
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** Whether it was asked to end early. Its exit code may be that of success all the same. */
  readonly interrupted: boolean;
}

/**
 * Runs a program and hands on its lines; tells how it ended.
 *
 * An interrupt reaches it exactly once and it may end in its own time: Terraform then finishes what it has begun, saves
 * the state and releases the lock, and a second interrupt would make it give up on that. So it runs in a group of its
 * own, where a terminal's Ctrl-C does not reach it besides.
 */
export function run({ binary, args, folder, env, onLine, onStart }: Run): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let interrupted = false;
    const interrupt = () => {
      if (!interrupted) child.kill('SIGINT');
      interrupted = true;
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, interrupt);

    if (child.pid) onStart?.(child.pid);
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface(child[stream]).on('line', (line) => onLine(line, stream));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, interrupt);
      resolve({ code: code ?? 1, interrupted });
    });
  });
}
