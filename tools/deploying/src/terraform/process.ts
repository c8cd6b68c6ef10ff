import { spawn, StdioOptions } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { LineReader } from './line-reader';

/** Which of a program's two outputs a line stands in. */
export type Stream = 'stdout' | 'stderr';

export interface Run {
  readonly binary: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string, stream: Stream) => unknown;
  readonly onStart?: (pid: number) => void;
  /** Whether an interrupt is passed on. Otherwise the program goes on to its end, whoever has gone by then. @default true */
  readonly interruptible?: boolean;
  /** Something that is kept open for as long as the program runs, whoever has gone by then. @default nothing */
  readonly holds?: Writable;
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** Whether it was asked to end early. Its exit code may be that of success all the same. */
  readonly interrupted: boolean;
}

/**
 * Starts a program that nobody's end takes with it: its parent is gone at once, and what it says goes to files.
 * $1 is where its id, outputs and exit code are written; the rest is the program.
 */
const launch = `
notes=$1; shift
(
  "$@" >"$notes/stdout" 2>"$notes/stderr" &
  echo $! >"$notes/pid.new" && mv "$notes/pid.new" "$notes/pid"
  wait $!
  echo $? >"$notes/code.new" && mv "$notes/code.new" "$notes/code"
) </dev/null >/dev/null 2>&1 &
`;

/** What a shell answers when there is no such program. */
const notFound = 127;

/**
 * Runs a program and hands on its lines; tells how it ended.
 *
 * An interrupt reaches it exactly once and it may end in its own time: Terraform then finishes what it has begun, saves
 * the state and releases the lock. A second interrupt would make it give up on that, and so would the end of its parent
 * or of a pipe: a terminal's Ctrl-C goes to the whole group of processes, and Nx then ends the whole tree below it. So
 * it belongs to neither.
 */
export async function run({
  binary,
  args,
  folder,
  env,
  onLine,
  onStart,
  interruptible = true,
  holds,
}: Run): Promise<Ended> {
  const notes = mkdtempSync(join(tmpdir(), 'terraform-run-'));
  const note = (name: string) => join(notes, name);
  let pid: number | undefined;
  let interrupted = false;
  const interrupt = () => {
    if (!interrupted && pid && interruptible) signal(pid);
    interrupted = true;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, interrupt);
  try {
    const outputs = (['stdout', 'stderr'] as const).map(
      (stream) => new LineReader(note(stream), (line) => onLine(line, stream)),
    );
    await started(['-c', launch, 'sh', notes, binary, ...args], folder, env, holds);
    const noticeStart = () => {
      if (pid || !existsSync(note('pid'))) return;
      pid = Number(readFileSync(note('pid'), 'utf8'));
      onStart?.(pid);
      if (interrupted && interruptible) signal(pid); // It was asked to end before it had a name.
    };
    while (!existsSync(note('code'))) {
      noticeStart();
      for (const output of outputs) output.read();
      await sleep(50);
    }
    noticeStart(); // Where it ended before anybody looked.
    for (const output of outputs) output.end();
    const code = Number(readFileSync(note('code'), 'utf8'));
    if (code === notFound)
      throw new Error(`${binary} could not be run: ${readFileSync(note('stderr'), 'utf8').trim()}`);
    return { code, interrupted };
  } finally {
    for (const name of signals) process.off(name, interrupt);
    rmSync(notes, { recursive: true, force: true });
  }
}

/** In a session of its own, where a terminal's Ctrl-C does not reach it. */
function started(args: string[], folder: string, env: NodeJS.ProcessEnv, holds?: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio: StdioOptions = ['ignore', 'ignore', 'ignore', holds ?? 'ignore'];
    const shell = spawn('sh', args, { cwd: folder, env, detached: true, stdio });
    shell.on('error', reject);
    shell.on('exit', () => resolve());
  });
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
}
