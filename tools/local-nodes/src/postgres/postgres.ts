import { ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endMarked, freePort } from '@dotkom/processes';
import { Client } from 'pg';
import { postgresFailed } from '../errors';
import { Authority } from '../network/authority';
import { Programs, Runner } from './programs';

const execute = promisify(execFile);

export interface PostgresOptions {
  programs: Programs;
  runner: Runner;
  /** Its folder, all of which is its own. */
  folder: string;
  /** The name that its certificate is for. */
  host: string;
  authority: Authority;
  /** Who makes roles and databases: no superuser, as on RDS. */
  master: { user: string; password: string };
  maxConnections: number;
}

const superuser = 'rdsadmin';

/** A real PostgreSQL as RDS sets one up: TLS or nothing, passwords by SCRAM, and a master that is no superuser. */
export class Postgres {
  readonly port: number;
  readonly host: string;
  private readonly options: PostgresOptions;
  private readonly server: ChildProcess;

  private constructor(server: ChildProcess, options: PostgresOptions, port: number) {
    this.server = server;
    this.options = options;
    this.host = options.host;
    this.port = port;
  }

  /** @throws UserError with what it says when it does not start. */
  static async start(options: PostgresOptions): Promise<Postgres> {
    const { programs, runner, folder, host, authority, maxConnections } = options;
    const data = join(folder, 'data');
    mkdirSync(folder, { recursive: true });
    const password = join(folder, 'password');
    const { key, certificate } = await authority.for(host);
    const files = {
      [password]: superuser,
      [join(folder, 'server.key')]: key,
      [join(folder, 'server.crt')]: certificate,
    };
    for (const [file, text] of Object.entries(files)) writeFileSync(file, text, { mode: 0o600 });
    if (runner.uid !== undefined && runner.gid !== undefined) {
      for (const each of [folder, ...Object.keys(files)]) chownSync(each, runner.uid, runner.gid);
    }
    const inFolder = { ...runner, cwd: folder, env: { ...process.env, ...programs.environment, TZ: 'UTC' } };
    const initialise = ['-D', data, '-U', superuser, `--pwfile=${password}`, '--auth=scram-sha-256'];
    await execute(
      join(programs.folder, 'initdb'),
      [...initialise, '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
      inFolder,
    ).catch((error: { stderr?: string; message: string }) => {
      throw postgresFailed('initdb failed', error.stderr || error.message);
    });
    writeFileSync(join(data, 'pg_hba.conf'), 'hostssl all all all scram-sha-256\n');

    const settings = {
      port: await freePort(),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      max_connections: maxConnections,
      ssl: 'on',
      ssl_cert_file: '../server.crt',
      ssl_key_file: '../server.key',
      log_timezone: 'UTC',
    };
    const asOptions = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(programs.folder, 'postgres'), ['-D', data, ...asOptions], {
      ...inFolder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const started = new Postgres(server, options, settings.port);
    await started.becomeLikeRds();
    return started;
  }

  async stop(): Promise<void> {
    await end(this.server.pid, this.options.folder);
  }

  private async becomeLikeRds(): Promise<void> {
    let said = '';
    this.server.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    for (const giveUpAt = Date.now() + 30_000; ; await sleep(50)) {
      try {
        return await this.makeMaster();
      } catch (error) {
        if (this.server.exitCode === null && Date.now() < giveUpAt) continue;
        await this.stop();
        throw postgresFailed((error as Error).message, said);
      }
    }
  }

  private async makeMaster(): Promise<void> {
    const { authority, host, master } = this.options;
    const client = new Client({
      ...{ host: '127.0.0.1', port: this.port, user: superuser, password: superuser, database: 'postgres' },
      ssl: { ca: authority.certificate, servername: host },
    });
    try {
      await client.connect();
      const role = client.escapeIdentifier(master.user);
      const password = client.escapeLiteral(master.password);
      await client.query(`CREATE ROLE ${role} LOGIN CREATEROLE CREATEDB PASSWORD ${password}`);
      for (const database of ['postgres', 'template1'])
        await client.query(`ALTER DATABASE ${database} OWNER TO ${role}`);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Where the PostgreSQL of a local AWS keeps its data: where another user can reach it, whoever owns the checkout. */
export function postgresFolder(instanceId: string): string {
  return join(tmpdir(), `local-aws-postgres-${instanceId}`);
}

/** Ends a PostgreSQL whose starter was killed, and removes what it kept. */
export async function clearPostgres(folder: string): Promise<void> {
  const file = join(folder, 'data', 'postmaster.pid');
  if (existsSync(file)) await end(Number.parseInt(readFileSync(file, 'utf8')), folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Its connections, and then itself; it is known by its folder. */
async function end(pid = 0, folder: string): Promise<void> {
  await endMarked([pid], folder, 'SIGINT');
}
