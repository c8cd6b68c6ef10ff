import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { nxByItself } from '@dotkom/processes';

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Where a command is typed, and what its shell knows. */
export interface Shell {
  /** @default the clone */
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A clone of this workspace for somebody who reads the documents and types commands into a shell. */
export class Clone {
  readonly root: string;
  /** What belongs to whoever has the clone. */
  protected readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'reader-')));
  private readonly env: NodeJS.ProcessEnv;

  /**
   * @param workspaceRoot what is cloned, with what is not committed yet; its dependencies are linked.
   * @param env what its shells know beside what this process does.
   */
  constructor(workspaceRoot: string, env: NodeJS.ProcessEnv = {}) {
    this.root = join(this.home, 'infra');
    this.env = { ...process.env, ...nxByItself, FORCE_COLOR: '0', ...env };
    for (const file of filesOf(workspaceRoot)) copy(join(workspaceRoot, file), join(this.root, file));
    symlinkSync(join(workspaceRoot, 'node_modules'), join(this.root, 'node_modules'));
    git(this.root, 'init', '--quiet', '--initial-branch', 'main');
    git(this.root, 'add', '--all');
    git(
      this.root,
      ...['-c', 'user.name=reader', '-c', 'user.email=reader@example.org'],
      'commit',
      '--quiet',
      '--message',
      'Clone',
    );
  }

  /** Runs a command; gives how it ended. */
  async run(command: string, { folder = this.root, env = {} }: Shell = {}): Promise<Ended> {
    const child = spawn('bash', ['-c', `exec 2>&1\n${command}`], {
      cwd: folder,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const output = (await buffer(child.stdout)).toString();
    return { code: await ended, output };
  }

  /** Leaves nothing behind. */
  leave(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** What git knows or would, as it is now: what was deleted is not there. */
function filesOf(workspaceRoot: string): string[] {
  return git(workspaceRoot, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    .split('\0')
    .filter((file) => file && existsSync(join(workspaceRoot, file)));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { force: true });
}

function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}
