import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { processes } from './processes';

/** What a program took, with everything that it started. */
export interface Measured {
  /** From start to end. */
  seconds: number;
  /** Of the processors, of the system's time, too. */
  cpuSeconds: number;
  /** The most memory that its processes held at one time (Linux: their resident sets). */
  peakMebibytes: number;
  output: string;
}

export interface Place {
  cwd: string;
  env?: Readonly<Record<string, string>>;
}

/** Bash sums what its children took, which Node.js does not tell of others' processes. */
const timed = `TIMEFORMAT='TIMED %R %U %S'; time "$@"`;

/**
 * Runs a program.
 *
 * @throws Error with its output when it fails: what does not work is not measured.
 */
export async function measured(command: readonly string[], { cwd, env }: Place): Promise<Measured> {
  const child = spawn('bash', ['-c', timed, 'bash', ...command], {
    cwd,
    env: { ...process.env, NX_DAEMON: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  let ended = false;
  const end = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  let peakMebibytes = 0;
  for (const begunAt = Date.now(); !ended;) {
    peakMebibytes = Math.max(peakMebibytes, residentMebibytes(child.pid ?? 0));
    await Promise.race([end, sleep(Date.now() - begunAt < 5_000 ? 20 : 250)]); // What is short has its peak at a moment.
  }
  const times = /TIMED ([\d.]+) ([\d.]+) ([\d.]+)/.exec(output);
  if ((await end) !== 0 || !times) throw new Error(`${command.join(' ')} failed in ${cwd}:\n${output}`);
  const [seconds = 0, user = 0, system = 0] = times.slice(1).map(Number);
  return { seconds, cpuSeconds: user + system, peakMebibytes, output };
}

/** The run of a program whose time is the middle one. */
export async function medianOf(
  runs: number,
  command: readonly string[],
  place: Place,
  before: () => void = () => undefined,
): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    before();
    all.push(await measured(command, place));
  }
  return all.sort((one, other) => one.seconds - other.seconds)[Math.floor(runs / 2)]!;
}

/** The memory of a process and of all below it. */
function residentMebibytes(root: number): number {
  const all = processes();
  const below = new Set([root]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid)).reduce((sum, each) => sum + each.residentMebibytes, 0);
}
