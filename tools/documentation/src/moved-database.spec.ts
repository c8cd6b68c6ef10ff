import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

interface Server {
  readonly host: string;
  readonly port: number;
}
interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
interface TestPostgres extends Server {
  readonly master: Omit<Login, 'database'>;
  readonly superuser: Omit<Login, 'database'>;
  stop(): Promise<void>;
}

/** Loaded by path: tools know of the platform what its contract says, and this is how it makes a database. */
const root = join(__dirname, '../../..');
const load = (path: string) => require(join(root, 'libs/platform/src/database', path));
const { findPostgres, startPostgres } = load('testing/postgres');
const { connected } = load('reconciler/server');
const { reconcile } = load('reconciler/reconcile');

jest.setTimeout(120_000);

const page = readFileSync(join(root, 'docs/guides/moving-data.md'), 'utf8');
const [, section = ''] = /^## A database$([^]*?)^## /m.exec(page) ?? [];
/** The commands of the guide, as its reader gives them, but for the tunnel: both databases are on this machine. */
const [dump = '', restore = '', compare = ''] = [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map(
  ([, commands = '']) => commands.replace(/^npx nx tunnel .*\n/m, ''),
);

const bin: string | undefined = findPostgres();
if (!bin) {
  process.stderr.write(
    '\n  SKIPPED, NOT TESTED: the dump of a database that moves in. No PostgreSQL is here.\n\n',
  );
}

(bin ? describe : describe.skip)('a database that moves in, by the commands of the guide', () => {
  const before: Login = { user: 'lego', password: 'of-lego', database: 'lego' };
  let here: Login;
  let oldServer: TestPostgres;
  let newServer: TestPostgres;
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'moving-in-'));
    oldServer = await startPostgres(bin);
    newServer = await startPostgres(bin);
    await makeOld();
    here = await makeNew();
    const path = `${bin}:${process.env['PATH']}`;
    const urls = {
      OLD_DATABASE_URL: urlOf(oldServer, before),
      NEW_DATABASE_URL: urlOf(newServer, here),
    };
    env = { ...process.env, PATH: path, ...urls };
  });
  afterAll(async () => {
    await Promise.all([oldServer.stop(), newServer.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => inNew('DROP TABLE IF EXISTS notes', drop, tables)); // What the migration of the release makes.

  it('has the same rows in each table, and goes on counting where it was', async () => {
    expect(given(dump, restore, compare)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^The same\.$/m),
    });
    expect(readFileSync(join(folder, 'new.txt'), 'utf8')).toBe('courses|2\ngrades|300\n');
    expect(await inNew("INSERT INTO courses (name) VALUES ('new') RETURNING id")).toEqual([{ id: 3 }]);
    expect(given(compare).status).not.toBe(0);
  });

  it('belongs to the application’s role, whatever roles there were before', async () => {
    expect(given(dump, restore).status).toBe(0);
    const owners = 'SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = $$public$$';
    expect(await inNew(owners)).toEqual([{ tableowner: here.user }]);
  });

  it('can be moved again, also when the new one was used in between', async () => {
    expect(given(dump, restore).status).toBe(0);
    await inNew("INSERT INTO courses (name) VALUES ('rehearsed')");
    expect(given(dump, restore, compare)).toMatchObject({ status: 0 });
  });

  it('is left as it is where something here hangs on a table of it', async () => {
    await inNew(
      "INSERT INTO courses (name) VALUES ('here')",
      'CREATE TABLE notes (of int REFERENCES courses)',
    );
    const { status, output } = given(dump, restore);
    expect(status).not.toBe(0);
    const said = 'because other objects depend on it';
    expect([output, page]).toEqual([expect.stringContaining(said), expect.stringContaining(said)]);
    expect(await inNew('SELECT name FROM courses')).toEqual([{ name: 'here' }]);
  });

  const on = (server: Server, login: Login, ...statements: string[]) =>
    connected(server, login, async (client: Client) => {
      let rows: unknown[] = [];
      for (const statement of statements) ({ rows } = await client.query(statement));
      return rows;
    });
  const inNew = (...statements: string[]) => on(newServer, here, ...statements);
  /** An application's database of before, which another role may read. */
  const makeOld = async () => {
    const superuser = { ...oldServer.superuser, database: 'postgres' };
    const role = `CREATE ROLE lego LOGIN PASSWORD '${before.password}'`;
    await on(oldServer, superuser, role, 'CREATE ROLE reporting', 'CREATE DATABASE lego OWNER lego');
    await on(oldServer, before, tables, 'GRANT SELECT ON grades TO reporting', rows);
  };
  /** The database that the platform makes for the application. */
  const makeNew = async (): Promise<Login> => {
    const kept = new Map<string, string>();
    const secrets = {
      read: async (name: string) => kept.get(name),
      write: async (name: string, value: string) => void kept.set(name, value),
    };
    const wishes = [{ application: 'grades', environment: 'prod', connections: 5 } as const];
    await reconcile({ server: newServer, master: newServer.master, secrets, wishes });
    const { username: user, password, pathname } = new URL(kept.get('/secrets/grades/prod/DATABASE_URL')!);
    return { user, password, database: pathname.slice(1) };
  };
  const urlOf = ({ host, port }: Server, { user, password, database }: Login) =>
    `postgresql://${user}:${password}@${host}:${port}/${database}`;
  const given = (...commands: string[]) => {
    const options = { cwd: folder, env, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', commands.join('')], options);
    return { status, output: stdout + stderr };
  };
});

const tables = `
  CREATE TABLE courses (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE grades (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, course int NOT NULL REFERENCES courses);
  CREATE VIEW popular AS SELECT course, count(*) FROM grades GROUP BY course;
`;
const rows = `
  INSERT INTO courses (name) VALUES ('Maskinlæring'), ('Algdat');
  INSERT INTO grades (course) SELECT 1 + n % 2 FROM generate_series(1, 300) AS n;
`;
const drop = 'DROP VIEW IF EXISTS popular; DROP TABLE IF EXISTS grades; DROP TABLE IF EXISTS courses';
