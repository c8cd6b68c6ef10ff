import { commandOf, processes } from './processes';

/** What a program is to people, by how its command looks. The first that fits counts. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/terraform-provider-aws/, "Terraform's provider of AWS"],
  [/^\S*terraform /, 'Terraform'],
  [/moto|local_aws/, 'the emulator of AWS'],
  [/podman|conmon|runc/, 'containers'],
  [/chromium/, 'the browser'],
  [/postgres/, 'PostgreSQL'],
  [/eslint/, 'ESLint'],
  [/prettier/, 'Prettier'],
  [/bin\/tsc/, "TypeScript's compiler"],
  [/run-executor/, "Nx's executors"],
  [/bin\/nx|nx\/bin|\bnx\b/, 'Nx'],
  [/jest/, 'Jest, with what runs in it'],
  [/tsx|node/, 'other programs of Node.js'],
];
const rest = 'all else';

/** Sums what the programs of this machine take, of those that begin or go on after it was made. */
export class ProgramTimes {
  private readonly seconds = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMilliseconds = 1000) {
    for (const { pid, startedAt, cpuSeconds } of processes())
      this.known.set(`${pid} ${startedAt}`, cpuSeconds);
    this.timer = setInterval(() => this.look(), everyMilliseconds);
  }

  /** Seconds of CPU by program, the most first. */
  end(): [program: string, seconds: number][] {
    clearInterval(this.timer);
    this.look();
    return [...this.seconds].sort(([, one], [, other]) => other - one);
  }

  private look(): void {
    for (const process of processes()) {
      const key = `${process.pid} ${process.startedAt}`;
      const more = process.cpuSeconds - (this.known.get(key) ?? 0);
      this.known.set(key, process.cpuSeconds);
      if (more === 0) continue;
      const command = commandOf(process);
      const program = programs.find(([pattern]) => pattern.test(command))?.[1] ?? rest;
      this.seconds.set(program, (this.seconds.get(program) ?? 0) + more);
    }
  }
}
