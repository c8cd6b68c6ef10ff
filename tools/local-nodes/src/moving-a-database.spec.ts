import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Authority } from './network/authority';
import { Postgres } from './postgres/postgres';
import { unprivileged } from './postgres/programs';
import { installedPostgres } from './testing/installed-postgres';

jest.setTimeout(120_000);

const page = readFileSync(join(__dirname, '../../../docs/guides/moving-in.md'), 'utf8');
const [, section = ''] = /^### A database$([^]*?)^## /m.exec(page) ?? [];
/** The commands of the guide, as its reader gives them, but for the tunnel: both databases are on this machine. */
const [dump = '', load = '', compare = ''] = [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map(
  ([, commands = '']) => commands.replace(/^npx nx tunnel .*\n/m, ''),
);

const programs = installedPostgres();
if (!programs && process.env['CI']) throw new Error('CI has no PostgreSQL with its programs.');
if (!programs)
  process.stderr.write('\n  SKIPPED, NOT TESTED: a database moves. No PostgreSQL is installed.\n\n');

(programs ? describe : describe.skip)('a database that moves in, by the commands of the guide', () => {
  const master = { user: 'master', password: 'local' };
  const folders: string[] = [];
  const servers: Postgres[] = [];
  let authority: Authority;
  let reader: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    authority = await Authority.create();
    reader = newFolder();
    const [before, here] = [await server('before'), await server('here')];
    await make(before, 'lego');
    await make(here, 'grades_prod');
    env = {
      ...process.env,
      PATH: `${programs!.folder}:${process.env['PATH']}`,
      OLD_DATABASE_URL: addressOf(before, 'lego'),
      NEW_DATABASE_URL: addressOf(here, 'grades_prod'),
    };
    await query(addressOf(before, 'master', 'lego'), 'create role reporting');
    await query(env['OLD_DATABASE_URL']!, tables, 'grant select on grades to reporting', rows);
  });
  afterAll(async () => {
    for (const each of servers) await each.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => query(env['NEW_DATABASE_URL']!, 'drop table if exists notes', drop, tables));

  it('has the same rows in each table, and goes on counting where it was', async () => {
    expect(said(dump, load, compare)).toMatch(/^The same\.$/m);
    expect(readFileSync(join(reader, 'new.txt'), 'utf8')).toBe('courses|2\ngrades|300\n');
    const added = await query(
      env['NEW_DATABASE_URL']!,
      "insert into courses (name) values ('new') returning id",
    );
    expect(added).toEqual([{ id: 3 }]);
    expect(gives(compare).status).not.toBe(0);
  });

  it('belongs to the application’s role, whatever roles there were before', async () => {
    said(dump, load);
    const owners = 'select distinct tableowner from pg_tables where schemaname = $$public$$';
    expect(await query(env['NEW_DATABASE_URL']!, owners)).toEqual([{ tableowner: 'grades_prod' }]);
    const granted = "select grantee from information_schema.table_privileges where grantee = 'reporting'";
    expect(await query(env['NEW_DATABASE_URL']!, granted)).toEqual([]);
  });

  it('can be moved again, also when the new one was used in between', async () => {
    said(dump, load);
    await query(env['NEW_DATABASE_URL']!, "insert into courses (name) values ('rehearsed')");
    expect(said(dump, load, compare)).toMatch(/^The same\.$/m);
  });

  it('is left as it is where something here hangs on a table of it', async () => {
    const url = env['NEW_DATABASE_URL']!;
    await query(
      url,
      "insert into courses (name) values ('here')",
      'create table notes (of int references courses)',
    );
    const { status, output } = gives(dump, load);
    expect(status).not.toBe(0);
    expect(output).toContain('because other objects depend on it');
    expect(page).toContain('because other objects depend on it');
    expect(await query(url, 'select name from courses')).toEqual([{ name: 'here' }]);
  });

  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'moving-database-'));
    folders.push(folder);
    return folder;
  };
  const server = async (host: string) => {
    const [runner, folder] = [await unprivileged(), newFolder()];
    const options = { programs: programs!, runner, folder, host, authority, master, maxConnections: 20 };
    const started = await Postgres.start(options);
    servers.push(started);
    return started;
  };
  const addressOf = ({ port }: Postgres, role: string, database = role) =>
    `postgresql://${role}:local@127.0.0.1:${port}/${database}?sslmode=require`;
  /** A role with a database of its own, as the platform makes them. */
  const make = (at: Postgres, role: string) =>
    query(
      addressOf(at, 'master', 'postgres'),
      `create role ${role} login password 'local'`,
      `grant ${role} to master`,
      `create database ${role} owner ${role}`,
    );
  const query = async (url: string, ...statements: string[]) => {
    const client = new Client({
      connectionString: url.replace(/\?.*/, ''),
      ssl: { rejectUnauthorized: false },
    });
    await client.connect();
    try {
      let found: object[] = [];
      for (const statement of statements) found = (await client.query(statement)).rows ?? [];
      return found;
    } finally {
      await client.end();
    }
  };
  const gives = (...commands: string[]) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', commands.join('')], {
      cwd: reader,
      env,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  };
  const said = (...commands: string[]) =>
    execFileSync('bash', ['-e', '-c', commands.join('')], { cwd: reader, env, encoding: 'utf8' });
});

const tables = `
  create table courses (id serial primary key, name text not null);
  create table grades (id bigint generated always as identity primary key, course int not null references courses);
  create view popular as select course, count(*) from grades group by course;
`;
const rows = `
  insert into courses (name) values ('Maskinlæring'), ('Algdat');
  insert into grades (course) select 1 + n % 2 from generate_series(1, 300) as n;
`;
const drop = 'drop view if exists popular; drop table if exists grades; drop table if exists courses';
