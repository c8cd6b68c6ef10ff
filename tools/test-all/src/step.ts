import { spawn } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { nxByItself } from '@dotkom/processes';

/** One check, by a program of this repository's dependencies. */
export interface Step {
  readonly title: string;
  readonly command: readonly string[];
  /** Where Jest writes how many tests ran. Without it, the step counts as one. */
  readonly report?: string;
  /** Whether what it starts gets the processor only while none of the others wants it. @default false */
  readonly yields?: boolean;
}

/** How a check ended. */
export interface Ended {
  readonly succeeded: boolean;
  /** From its start to its end. */
  readonly seconds: number;
}

/** A check that runs. */
export interface RunningStep {
  readonly ended: Promise<Ended>;
  /** Prints its title and what it has said, then what it says until it ends. */
  show(): Promise<Ended>;
}

/** The nice value of what yields to a process with this one: it is counted from there, as that process may yield too. */
export function later(nice: number): number {
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  return Math.min(nice + PRIORITY_BELOW_NORMAL, PRIORITY_LOW);
}

/** Starts a check. What it says is kept until it is shown. */
export function start(
  { title, command: [program = '', ...args], report, yields = false }: Step,
  workspaceRoot: string,
): RunningStep {
  const began = Date.now();
  const child = spawn(join(workspaceRoot, 'node_modules', '.bin', program), args, {
    cwd: workspaceRoot,
    // Jest's JSON goes to its report; what it says to people goes to the other stream.
    stdio: ['ignore', report ? 'ignore' : 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...nxByItself,
      FORCE_COLOR: process.env.FORCE_COLOR ?? '0',
    },
  });
  if (yields && child.pid) setPriority(child.pid, later(getPriority()));
  const said = new PassThrough({ highWaterMark: 64 * 1024 * 1024 });
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(said, { end: false });
  const ended = new Promise<Ended>((resolve) => {
    const end = (succeeded: boolean) => resolve({ succeeded, seconds: (Date.now() - began) / 1000 });
    child.on('error', (error) => (said.end(`${error.message}\n`), end(false)));
    child.on('close', (code) => (said.end(), end(code === 0)));
  });
  return {
    ended,
    show: async () => {
      console.log(`\n── ${title}`);
      for await (const chunk of said) process.stdout.write(chunk);
      return ended;
    },
  };
}
