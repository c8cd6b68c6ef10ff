import { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withLock } from '@dotkom/processes';

/** By this the tasks of one run of Nx, each a process of its own, know that they belong together. */
export const runVariable = 'NX_INFRA_RUN';

/** The configuration that the run was asked for, be it one that a target does not have: Nx leaves that out in silence. */
const configurationVariable = 'NX_INFRA_CONFIGURATION';

/** Nx calls this before the tasks of a run; what it puts into the environment, they all have. */
export const preTasksExecution: PreTasksExecution = (_options, { id, argv }) => {
  process.env[runVariable] = id;
  process.env[configurationVariable] = configurationIn(argv);
};

/** What was asked for by `-c`, or as the third part of a task, as it was typed. */
export function configurationAskedFor(): string | undefined {
  return process.env[configurationVariable] || undefined;
}

function configurationIn(argv: readonly string[]): string {
  const { values, positionals } = parseArgs({
    args: argv.slice(2),
    options: { configuration: { type: 'string', short: 'c' } },
    strict: false,
  });
  const { configuration } = values;
  if (typeof configuration === 'string') return configuration.replace(/^=/, '');
  const [command, task = ''] = positionals;
  return (command === 'run' && task.split(':')[2]) || '';
}

/** Nx calls this after the tasks of a run. */
export const postTasksExecution: PostTasksExecution = (_options, { id, workspaceRoot }) => {
  rmSync(folderOf(workspaceRoot, id), { recursive: true, force: true });
};

/** What an executor comes to. */
export interface Outcome {
  readonly success: boolean;
}

/**
 * Does something once in a run of Nx: the task that comes to it first does it, those that come while it is at it wait, and
 * all get the same outcome. Outside of a run it is simply done.
 *
 * @param onElsewhere is called, once, where another task is at it or has done it.
 */
export async function onceInRun(
  workspaceRoot: string,
  what: string,
  act: () => Promise<Outcome>,
  onElsewhere: () => void,
): Promise<Outcome> {
  const run = process.env[runVariable];
  if (!run) return act();
  const file = join(folderOf(workspaceRoot, run), `${what}.json`);
  if (existsSync(file)) onElsewhere();
  return withLock(
    `${file}.lock`,
    async () => {
      if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
      const outcome = await act();
      writeFileSync(file, JSON.stringify(outcome));
      return outcome;
    },
    onElsewhere,
  );
}

function folderOf(workspaceRoot: string, run: string): string {
  return join(workspaceRoot, 'dist', 'runs', run);
}
