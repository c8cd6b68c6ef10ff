import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connected, Login, Server } from '../reconciler/server';

/** A PostgreSQL that was started for a test. */
export interface TestPostgres extends Server {
  /** What RDS gives: a master that makes roles and databases and is no superuser. It owns what RDS's owns. */
  readonly master: Pick<Login, 'user' | 'password'>;
  /** The superuser, whom on RDS only AWS is. */
  readonly superuser: Pick<Login, 'user' | 'password'>;
  stop(): Promise<void>;
}

/**
 * The folder of PostgreSQL's programs, the newest there is: named by POSTGRES_BIN, from Debian's package, from
 * Homebrew, or on the PATH. Nothing where there is none.
 */
export function findPostgres(): string | undefined {
  const { POSTGRES_BIN, PATH = '' } = process.env;
  if (POSTGRES_BIN) return POSTGRES_BIN;
  const packaged = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
    versionsIn(folder).map((name) => join(folder, name, 'bin')),
  );
  return [...packaged, ...PATH.split(':')].find((bin) => existsSync(join(bin, 'initdb')));
}

function versionsIn(folder: string): string[] {
  const version = (name: string) => Number(/^(?:postgresql@)?(\d+)$/.exec(name)?.[1]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => version(name) > 0)
    .sort((one, other) => version(other) - version(one));
}

/** Starts a PostgreSQL of its own in a folder of its own, which are gone when it is stopped. */
export async function startPostgres(bin: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const superuser = { user: 'rdsadmin', password: 'of-the-superuser' };
  const master = { user: 'platform', password: 'of-the-master' };

  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, superuser.password);
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      ...['-D', data, '-U', superuser.user, `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error ?? ''}`);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=`, 'fsync=off'];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])],
    { ...user, cwd: folder, stdio: 'ignore' },
  );
  const address: Server = { host: '127.0.0.1', port };
  await untilReady(server, address, superuser);
  await becomeLikeRds(address, superuser, master);
  return { ...address, superuser, master, stop: () => stop(server, folder) };
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => {
    const found = ['postgres', 'nobody'].map((user) => spawnSync('id', [option, user], { encoding: 'utf8' }));
    return Number(found.find(({ status }) => status === 0)?.stdout);
  };
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(server: ChildProcess, address: Server, login: Omit<Login, 'database'>) {
  const end = Date.now() + 30_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with code ${server.exitCode}.`);
    try {
      return await connected(address, { ...login, database: 'postgres' }, (client) =>
        client.query('SELECT 1'),
      );
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function becomeLikeRds(
  address: Server,
  superuser: Omit<Login, 'database'>,
  { user, password }: Omit<Login, 'database'>,
): Promise<void> {
  await connected(address, { ...superuser, database: 'postgres' }, async (client) => {
    await client.query(`CREATE ROLE ${user} LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`);
    for (const database of ['postgres', 'template1'])
      await client.query(`ALTER DATABASE ${database} OWNER TO ${user}`);
  });
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null) {
    server.kill('SIGINT'); // Ends connections and then itself.
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
