import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const workspaceRoot = join(__dirname, '..', '..', '..', '..');

/** A TypeScript program, running in a process (and a process group) of its own. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(file: string, ...args: string[]) {
    this.child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: workspaceRoot,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (data) => (this.output += data));
    }
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** Waits until it has said something. */
  async said(text: string): Promise<void> {
    for (let waited = 0; !this.output.includes(text); waited += 1) {
      if (waited === 1500) throw new Error(`It never said '${text}' but:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** What Ctrl-C in a terminal does: a signal to every process of the group. */
  interrupt(signal: NodeJS.Signals = 'SIGINT'): void {
    process.kill(-(this.child.pid ?? 0), signal);
  }
}

/** The id of a process that has ended. */
export async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
}
