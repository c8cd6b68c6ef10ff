import { DatabaseTls, databaseTlsModes } from '../../contract/databases';
import { findPostgres, startPostgres, TestPostgres } from '../testing/postgres';
import { reconcile, Secrets } from './reconcile';
import { connected, Login } from './server';
import { Wish } from './wishes';

const bin = findPostgres();
if (!bin) {
  process.stderr.write(
    '\n  SKIPPED, NOT TESTED: the SQL of the databases. There is no PostgreSQL here. ' +
      'Install it (Debian: apt-get install postgresql; macOS: brew install postgresql@17), or say where it is: POSTGRES_BIN.\n\n',
  );
}

const grades: Wish = { application: 'grades', environment: 'prod', connections: 5 };
const vineyard: Wish = { application: 'vengeful-vineyard', environment: 'staging', connections: 3 };

/** Secrets that are kept here, and what was written to them. */
class TestSecrets implements Secrets {
  readonly kept = new Map<string, string>();
  readonly written: string[] = [];

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(name));
  }

  write(name: string, value: string): Promise<void> {
    this.written.push(name);
    this.kept.set(name, value);
    return Promise.resolve();
  }
}

(bin ? describe : describe.skip)('the databases of applications, on a real PostgreSQL', () => {
  let postgres: TestPostgres;
  let secrets: TestSecrets;

  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '');
  });
  afterAll(() => postgres.stop(), 30_000);

  const as = <T>(login: Login, sql: string, values: unknown[] = []) =>
    connected(postgres, login, async (client) => (await client.query(sql, values)).rows as unknown[] as T[]);
  const asSuperuser = <T>(sql: string, database = 'postgres') =>
    as<T>({ ...postgres.superuser, database }, sql);
  const run = (wishes: readonly Wish[] = [grades, vineyard], more: object = {}) =>
    reconcile({ server: postgres, master: postgres.master, secrets, wishes, ...more });
  /** How an application logs in: with what its secret says, and nothing else. */
  const loginOf = ({ application, environment }: Wish, database?: string): Login => {
    const url = new URL(secrets.kept.get(`/secrets/${application}/${environment}/DATABASE_URL`) ?? '');
    return {
      user: url.username,
      password: url.password,
      database: database ?? url.pathname.slice(1),
    };
  };

  beforeEach(async () => {
    secrets = new TestSecrets();
    const made = await asSuperuser<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')`,
    );
    for (const { name } of made) await asSuperuser(`DROP DATABASE "${name}" WITH (FORCE)`);
    const roles = await asSuperuser<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname !~ '^(pg_|rdsadmin|platform)'`,
    );
    for (const { name } of roles) await asSuperuser(`DROP ROLE "${name}"`);
  });

  it('are one for each application, with a role of its own that can use it as its secret says', async () => {
    expect(await run()).toEqual(['grades_prod', 'vengeful_vineyard_staging']);
    for (const wish of [grades, vineyard]) {
      await as(loginOf(wish), 'CREATE TABLE marks (id int PRIMARY KEY, mark text)');
      await as(loginOf(wish), `INSERT INTO marks VALUES (1, 'A')`);
      expect(await as(loginOf(wish), 'SELECT mark FROM marks')).toEqual([{ mark: 'A' }]);
    }
  });

  it('let an application make what its migrations make: schemas, functions, types', async () => {
    await run();
    for (const sql of [
      'CREATE SCHEMA drizzle CREATE TABLE migrations (id serial PRIMARY KEY)',
      `CREATE TYPE public.colour AS ENUM ('red')`,
      'CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS $$ SELECT n * 2 $$',
      'CREATE TEMPORARY TABLE scratch (id int)',
      'DROP SCHEMA drizzle CASCADE',
    ]) {
      await as(loginOf(grades), sql);
    }
    expect(await as(loginOf(grades), 'SELECT twice(21) AS answer')).toEqual([{ answer: 42 }]);
  });

  it('are closed to every other application, and so are the databases that AWS makes', async () => {
    await run();
    for (const database of ['vengeful_vineyard_staging', 'postgres', 'template1']) {
      await expect(as(loginOf(grades, database), 'SELECT 1')).rejects.toThrow(
        `permission denied for database "${database}"`,
      );
    }
  });

  it('grant nothing to PUBLIC: no database of the master, no schema for applications, none of what they make', async () => {
    await run();
    await as(loginOf(grades), 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$');
    await as(loginOf(grades), 'CREATE TYPE pair AS (a int, b int)');
    // No row of aclexplode with grantee 0, which is PUBLIC; an absent list means PostgreSQL's defaults, which have some.
    expect(
      await asSuperuser(
        `SELECT datname, privilege_type FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
         WHERE datdba = 'platform'::regrole AND grantee = 0`,
      ),
    ).toEqual([]);
    for (const [kind, query] of Object.entries({
      schema: `SELECT nspacl AS acl FROM pg_namespace WHERE nspname = 'public'`,
      function: `SELECT coalesce(proacl, acldefault('f', proowner)) AS acl FROM pg_proc WHERE proname = 'one'`,
      type: `SELECT coalesce(typacl, acldefault('T', typowner)) AS acl FROM pg_type WHERE typname = 'pair'`,
    })) {
      const [found] = await asSuperuser<{ acls: string; open: boolean }>(
        `SELECT acl::text AS acls, exists(SELECT FROM aclexplode(acl) WHERE grantee = 0) AS open FROM (${query}) AS of`,
        'grades_prod',
      );
      expect([kind, found?.open]).toEqual([kind, false]);
    }
  });

  it('give a role nothing beyond its database: no role, no database, no other role, not its own limit', async () => {
    await run();
    const refused = [
      ['CREATE ROLE another', 'permission denied to create role'],
      ['CREATE DATABASE another', 'permission denied to create database'],
      ['SET ROLE platform', 'permission denied to set role "platform"'],
      ['ALTER ROLE grades_prod CONNECTION LIMIT 100', /permission denied|must have CREATEROLE privilege/],
      ['DROP DATABASE grades_prod', /cannot drop|must be owner/],
      ['ALTER DATABASE grades_prod RENAME TO mine', /must be owner|current database cannot be renamed/],
    ] as const;
    for (const [sql, reason] of refused) await expect(as(loginOf(grades), sql)).rejects.toThrow(reason);
    await as(loginOf(grades), 'GRANT CONNECT ON DATABASE grades_prod TO vengeful_vineyard_staging'); // Only warns.
    await expect(as(loginOf(vineyard, 'grades_prod'), 'SELECT 1')).rejects.toThrow('permission denied');
  });

  it('have an end to their connections and to what hangs on them', async () => {
    await run();
    const settings = await asSuperuser(
      `SELECT unnest(setconfig) AS setting FROM pg_db_role_setting WHERE setrole = 'grades_prod'::regrole ORDER BY 1`,
    );
    expect(settings).toEqual([
      { setting: 'idle_in_transaction_session_timeout=5min' },
      { setting: 'statement_timeout=5min' },
    ]);
    expect(await limits()).toEqual([
      { rolname: 'grades_prod', rolconnlimit: 5 },
      { rolname: 'vengeful_vineyard_staging', rolconnlimit: 3 },
    ]);
  });

  /** Everything that a run could change, to the last bit: the passwords' verifiers, too. */
  async function everything(): Promise<unknown> {
    const cluster = await asSuperuser(
      `SELECT (SELECT jsonb_agg(a ORDER BY rolname) FROM pg_authid a) AS roles,
              (SELECT jsonb_agg(d ORDER BY datname) FROM (
                 SELECT oid, datname, datdba, datacl::text, datconnlimit, datallowconn FROM pg_database) d) AS databases,
              (SELECT jsonb_agg(m ORDER BY roleid, member, grantor) FROM pg_auth_members m) AS members,
              (SELECT jsonb_agg(s ORDER BY setdatabase, setrole) FROM pg_db_role_setting s) AS settings`,
    );
    const within = await asSuperuser(
      `SELECT (SELECT jsonb_agg(n ORDER BY nspname) FROM (
                 SELECT nspname, nspowner, nspacl::text FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp') n) AS schemas,
              (SELECT jsonb_agg(p ORDER BY defaclobjtype) FROM (
                 SELECT defaclrole, defaclnamespace, defaclobjtype, defaclacl::text FROM pg_default_acl) p) AS defaults`,
      'grades_prod',
    );
    return { cluster, within, secrets: Object.fromEntries(secrets.kept) };
  }

  it('are the same after a second run: no password is changed and no secret written', async () => {
    await run();
    const before = await everything();
    await run();
    expect(await everything()).toEqual(before);
    expect(secrets.written).toHaveLength(2);
  });

  it('are made well by two runs at once, one after the other', async () => {
    await Promise.all([run(), run(), run()]);
    for (const wish of [grades, vineyard]) await as(loginOf(wish), 'SELECT 1');
    expect(secrets.written).toHaveLength(2);
  });

  it('heal when a run was cut off after any of its steps', async () => {
    await run();
    const [done] = await asSuperuser<{ rolpassword: string }>(
      `SELECT rolpassword FROM pg_authid WHERE rolname = 'grades_prod'`,
    );
    // Cut off before the role got the password that is written down.
    await asSuperuser('ALTER ROLE grades_prod PASSWORD NULL');
    await run();
    await as(loginOf(grades), 'SELECT 1');
    // Before the database was made.
    await asSuperuser('DROP DATABASE grades_prod WITH (FORCE)');
    await run();
    await as(loginOf(grades), 'SELECT 1');
    // Before the role could log in, before PUBLIC was kept out, and before the schema was opened.
    await asSuperuser('ALTER ROLE grades_prod NOLOGIN');
    await asSuperuser('GRANT CONNECT, TEMPORARY ON DATABASE grades_prod TO PUBLIC');
    await asSuperuser('REVOKE ALL ON SCHEMA public FROM grades_prod', 'grades_prod');
    await run();
    await as(loginOf(grades), 'CREATE TABLE healed (id int)');
    await expect(as(loginOf(vineyard, 'grades_prod'), 'SELECT 1')).rejects.toThrow('permission denied');
    expect(secrets.written).toHaveLength(2);
    expect(done?.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  });

  it('get the password back that is written down, when somebody has changed the one of the role', async () => {
    await run();
    const before = loginOf(grades);
    await asSuperuser(`ALTER ROLE grades_prod PASSWORD 'by hand'`);
    await run();
    expect(loginOf(grades)).toEqual(before);
    await as(before, 'SELECT 1');
  });

  it('get a new password when their secret is deleted, and the old one no longer works', async () => {
    await run();
    const before = loginOf(grades);
    secrets.kept.delete('/secrets/grades/prod/DATABASE_URL');
    await run();
    expect(loginOf(grades).password).not.toBe(before.password);
    await as(loginOf(grades), 'SELECT 1');
    await expect(as(before, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('give the password alone to those who want it, and keep it the same as the one in the address', async () => {
    const alone = '/secrets/grades/prod/DATABASE_PASSWORD';
    await run();
    expect(secrets.kept.has(alone)).toBe(false);
    const inParts = { ...grades, password: true };
    await run([inParts, vineyard]);
    expect(secrets.kept.get(alone)).toBe(loginOf(grades).password);
    expect(secrets.kept.has('/secrets/vengeful-vineyard/staging/DATABASE_PASSWORD')).toBe(false);
    secrets.kept.delete('/secrets/grades/prod/DATABASE_URL');
    await run([inParts]);
    expect(secrets.kept.get(alone)).toBe(loginOf(grades).password);
    await run([inParts]);
    expect(secrets.written.filter((name) => name === alone)).toHaveLength(2);
  });

  it('keep their password when their address asks for TLS in another way', async () => {
    await run();
    const before = loginOf(grades);
    for (const tls of Object.keys(databaseTlsModes) as DatabaseTls[]) {
      await run([{ ...grades, tls }]);
      expect(secrets.kept.get('/secrets/grades/prod/DATABASE_URL')).toMatch(
        new RegExp(`\\?${databaseTlsModes[tls]}$`),
      );
      expect(loginOf(grades)).toEqual(before);
    }
  });

  it('keep their password when the server moves: only the address in the secret changes', async () => {
    await run();
    const before = loginOf(grades);
    const parameter = '/secrets/grades/prod/DATABASE_URL';
    const address = secrets.kept.get(parameter) ?? '';
    secrets.kept.set(parameter, address.replace(/@[^/]+/, '@old.example:5432'));
    await run();
    expect(secrets.kept.get(parameter)).toBe(address);
    expect(loginOf(grades)).toEqual(before);
  });

  it('count as working when all their connections are taken', async () => {
    const wish = { ...grades, connections: 1 };
    await run([wish]);
    await connected(postgres, loginOf(wish), async () => {
      await expect(as(loginOf(wish), 'SELECT 1')).rejects.toThrow('too many connections');
      await run([wish]);
    });
    expect(secrets.written).toHaveLength(1);
  });

  it('are seen to one at a time, when one is named', async () => {
    expect(await run([grades, vineyard], { only: grades })).toEqual(['grades_prod']);
    expect([...secrets.kept.keys()]).toEqual(['/secrets/grades/prod/DATABASE_URL']);
    await expect(run([grades], { only: vineyard })).rejects.toThrow(
      'vengeful-vineyard in staging has not asked for a database.',
    );
  });

  const limits = () =>
    asSuperuser(`SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname ~ '_(prod|staging)$' ORDER BY 1`);

  it('are refused to the one that asks for more connections than there are, and made for the others', async () => {
    const greedy = { ...vineyard, connections: 86 };
    await expect(run([grades, greedy])).rejects.toThrow(
      "The database of vengeful-vineyard in staging: The applications' databases may open 91 connections together, and the server has 90 for them: 85 are left for this one.",
    );
    expect([...secrets.kept.keys()]).toEqual(['/secrets/grades/prod/DATABASE_URL']);
    await run([grades, greedy], { only: grades });
    await expect(run([grades, greedy], { only: greedy })).rejects.toThrow('may open 91 connections');
    await run([grades, { ...greedy, connections: 85 }]);
  });

  it('keep their connections, and are mended, when they ask for more than there are', async () => {
    await run();
    await asSuperuser('ALTER ROLE grades_prod NOLOGIN');
    await expect(run([{ ...grades, connections: 88 }, vineyard])).rejects.toThrow('may open 91 connections');
    await as(loginOf(grades), 'SELECT 1');
    expect(await limits()).toEqual([
      { rolname: 'grades_prod', rolconnlimit: 5 },
      { rolname: 'vengeful_vineyard_staging', rolconnlimit: 3 },
    ]);
  });

  it('are made although another wish is none, which is told to whom it is about and each night', async () => {
    const misfits = [{ name: '/databases/prod/other/prod', problem: new Error('is no wish') }];
    await expect(run([grades], { misfits })).rejects.toThrow('is no wish');
    await as(loginOf(grades), 'SELECT 1');
    expect(await run([grades], { misfits, only: grades })).toEqual(['grades_prod']);
    const other = { application: 'other', environment: 'prod' };
    await expect(run([grades], { misfits, only: other })).rejects.toThrow('is no wish');
  });

  it('are left alone when they are not ours, with the reason, and the others are made all the same', async () => {
    await asSuperuser('CREATE DATABASE grades_prod');
    await expect(run()).rejects.toThrow(
      'The database of grades in prod: The database grades_prod is there, but belongs to rdsadmin',
    );
    await as(loginOf(vineyard), 'SELECT 1');
  });

  it('leave a secret as it is that somebody has set by hand, and say so without showing it', async () => {
    secrets.kept.set('/secrets/grades/prod/DATABASE_URL', 'postgresql://me:hunter2@elsewhere/mine');
    const error = await run([grades]).catch((reason: Error) => reason);
    expect(String(error)).toContain(
      '/secrets/grades/prod/DATABASE_URL holds something else than the address of the database of grades_prod',
    );
    expect(String(error)).not.toContain('hunter2');
    expect(secrets.written).toEqual([]);
  });

  it('say in no error what a password is', async () => {
    await run();
    const { password } = loginOf(grades);
    const failing: Secrets = {
      read: (name) => secrets.read(name),
      write: () => Promise.reject(new Error('AccessDenied')),
    };
    await asSuperuser('ALTER ROLE grades_prod PASSWORD NULL');
    const parameter = '/secrets/grades/prod/DATABASE_URL';
    secrets.kept.set(parameter, (secrets.kept.get(parameter) ?? '').replace('127.0.0.1', 'old'));
    const error = await run([grades], { secrets: failing }).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(`${error} ${(error as Error).stack}`).toContain('AccessDenied');
    expect(`${error} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain(password);
  });

  it('never come from what an empty wish list says: a removed application keeps its database', async () => {
    await run();
    await run([]);
    expect(await as(loginOf(grades), 'SELECT 1 AS there')).toEqual([{ there: 1 }]);
  });
});
