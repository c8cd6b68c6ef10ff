import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readNodes } from '@dotkom/local-nodes';
import { nxByItself } from '@dotkom/processes';

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The port of the gateway on the page, which may be taken here. */
const portOnPage = ':8080';

/** A reader of the documents with a clone of their own, who types commands into a shell. */
export class Reader {
  /** The clone. */
  readonly root: string;
  private readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'reader-')));
  private readonly workspaceRoot: string;

  /**
   * @param workspaceRoot what is cloned, with what is not committed yet; its dependencies are linked.
   * @param engine the program by which images are built and run; it answers as `docker`.
   */
  constructor(workspaceRoot: string, engine: string) {
    this.workspaceRoot = workspaceRoot;
    this.root = join(this.home, 'infra');
    for (const file of git(workspaceRoot, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
      .split('\0')
      .filter(Boolean))
      this.copy(file);
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
    this.offerDocker(engine);
  }

  /** Runs a command of a page; gives how it ended. */
  async run(command: string): Promise<Ended> {
    const child = spawn('bash', ['-c', `${this.here(command)} 2>&1`], {
      cwd: this.root,
      env: {
        ...process.env,
        ...nxByItself,
        PATH: `${this.programs}:${process.env['PATH']}`,
        FORCE_COLOR: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const output = (await buffer(child.stdout)).toString();
    return { code: await ended, output };
  }

  /** A text of the page with the ports that are this reader's. */
  here(text: string): string {
    const gateway = readNodes(join(this.root, 'dist'))?.gateway;
    return gateway ? text.replaceAll(portOnPage, `:${gateway}`) : text;
  }

  /** Ends what still runs. */
  async stop(): Promise<void> {
    await this.run('npm stop');
  }

  /** Leaves nothing behind. */
  leave(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private get programs(): string {
    return join(this.home, 'bin');
  }

  private copy(file: string): void {
    const to = join(this.root, file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(this.workspaceRoot, file), to, { force: true });
  }

  /** No registry of images has to be reachable: what is built, is built from this machine's own Node.js. */
  private offerDocker(engine: string): void {
    mkdirSync(this.programs);
    const docker = join(this.programs, 'docker');
    const build = `CONTAINER_ENGINE='${engine}' exec node --import tsx tools/end-to-end/src/tutorial/build-image.ts "$@"`;
    writeFileSync(docker, `#!/bin/sh\n[ "$1" = build ] && ${build}\nexec '${engine}' "$@"\n`);
    chmodSync(docker, 0o755);
  }
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
