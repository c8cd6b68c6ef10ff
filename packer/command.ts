import { spawnSync } from 'node:child_process';

export interface Ran {
  /** Undefined where there is no such command. */
  readonly code: number | undefined;
  /** What it printed, standard output before standard error. */
  readonly output: string;
}

/** Runs a command to its end and returns what it printed. */
export function run(command: string, words: readonly string[], cwd: string, input?: string): Ran {
  const ran = spawnSync(command, words, {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (ran.error) return { code: undefined, output: ran.error.message };
  return { code: ran.status ?? 1, output: ran.stdout + ran.stderr };
}
