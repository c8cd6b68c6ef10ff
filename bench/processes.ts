import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine, as Linux tells of it in /proc. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Tells it from another one that has its number later: clock ticks since the machine started. */
  readonly startedAt: string;
  /** Of the processors, its own alone. */
  readonly cpuSeconds: number;
  readonly residentMebibytes: number;
}

/** Linux counts in these, whatever the kernel's own clock does (USER_HZ). */
const ticksASecond = 100;
const bytesOfPage = 4096;

/** All that run now. */
export function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf);
}

/** The program of a process, and its arguments. Nothing once it has ended. */
export function commandOf({ pid }: Process): string {
  return read(pid, 'cmdline').replaceAll('\0', ' ');
}

function processOf(pid: string): Process[] {
  const stat = read(pid, 'stat');
  if (!stat) return []; // It has ended.
  // What precedes is the program's name, in which anything may stand.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return [
    {
      pid: Number(pid),
      parent: Number(fields[1]),
      startedAt: fields[19] ?? '',
      cpuSeconds: ticks / ticksASecond,
      residentMebibytes: (Number(fields[21]) * bytesOfPage) / 1024 ** 2,
    },
  ];
}

function read(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
