import { Client } from 'pg';
import {
  connectionsKeptFree,
  DatabaseOwner,
  databaseName,
  databasePasswordSecret,
  databaseSecretParameter,
} from '../../contract/databases';
import { databaseUrl, passwordIn } from './address';
import { anotherRunAtWork, cannotLogIn, failedFor, notOurSecret, ownedByAnother, several } from './errors';
import { newPassword, scramVerifier } from './password';
import { codeOf, codes, connected, Login, refusal, Server } from './server';
import { Share, shares } from './shares';
import { chosen, Misfit, Wish } from './wishes';

/** Where the applications' secrets are kept. */
export interface Secrets {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

export interface Reconciliation {
  readonly server: Server;
  readonly master: Pick<Login, 'user' | 'password'>;
  readonly secrets: Secrets;
  /** Everything that is wanted of this server. */
  readonly wishes: readonly Wish[];
  /** What was meant to be a wish and is none. @default nothing */
  readonly misfits?: readonly Misfit[];
  /** Whose database to see to. @default everybody's */
  readonly only?: DatabaseOwner;
}

/** Any number, the same in every run. */
const lockNumber = 5432;

/**
 * Makes what is wished for, and mends what is no longer so: a database and a role for each application, closed to
 * every other role, and the role's password where the application's tasks find it. May run at any time and any number
 * of times; drops nothing and changes no password that works.
 *
 * @returns the names of the databases that were seen to.
 * @throws Error that says what is wrong with which database: a wish that is none, more connections than there are, or
 * what the server said. The others have been seen to all the same. Asked for one application, it fails only for that one.
 */
export async function reconcile(options: Reconciliation): Promise<string[]> {
  const { server, master, wishes, misfits = [], only } = options;
  const meant = chosen(wishes, misfits, only);
  return await connected(server, { ...master, database: 'postgres' }, async (client) => {
    await waitForOtherRuns(client);
    await closeOwnDatabases(client);
    const problems = only ? [] : misfits.map(({ problem }) => problem);
    for (const share of await sharesOf(client, wishes, meant)) {
      const { application, environment } = share.wish;
      await provideShare(client, share, options).catch((error: Error) =>
        problems.push(failedFor(application, environment, error.message)),
      );
    }
    if (problems.length > 0) throw several(problems);
    return meant.map(databaseName);
  });
}

/** The lock is the connection's, so that it ends with a run that is cut off. */
async function waitForOtherRuns(client: Client): Promise<void> {
  try {
    await client.query(`SET lock_timeout = '45s'`);
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
  } catch (error) {
    throw codeOf(error) === codes.lockNotAvailable ? anotherRunAtWork() : error;
  }
}

async function sharesOf(client: Client, wishes: readonly Wish[], meant: readonly Wish[]): Promise<Share[]> {
  const { rows: settings } = await client.query<{ most: number }>(
    `SELECT current_setting('max_connections')::int AS most`,
  );
  const { rows: roles } = await client.query<{ name: string; most: number }>(
    'SELECT rolname AS name, rolconnlimit AS most FROM pg_roles',
  );
  const granted = new Map(roles.map(({ name, most }) => [name, most]));
  return shares({ wishes, meant, granted, available: (settings[0]?.most ?? 0) - connectionsKeptFree });
}

/** PostgreSQL lets every role into every new database. Of the ones that AWS makes, too, the master can take that back. */
async function closeOwnDatabases(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE datdba = CURRENT_USER::regrole ORDER BY datname',
  );
  for (const { name } of rows) {
    await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(name)} FROM PUBLIC`);
  }
}

/** A database that is refused more connections is mended like any other. */
async function provideShare(
  client: Client,
  { wish, refused }: Share,
  options: Reconciliation,
): Promise<void> {
  if (wish.connections > 0) await provide(client, wish, options);
  if (refused) throw refused;
}

async function provide(client: Client, wish: Wish, options: Reconciliation): Promise<void> {
  const name = databaseName(wish);
  await provideRole(client, name, wish.connections);
  await provideDatabase(client, name);
  await connected(options.server, { ...options.master, database: name }, (within) =>
    provideSchema(within, name),
  );
  await providePassword(client, wish, options);
}

async function provideRole(client: Client, name: string, connections: number): Promise<void> {
  const role = client.escapeIdentifier(name);
  if (!(await exists(client, 'SELECT FROM pg_roles WHERE rolname = $1', name))) {
    await client.query(`CREATE ROLE ${role}`);
  }
  await client.query(
    `ALTER ROLE ${role} LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${Number(connections)}`,
  );
  // Defaults, which a session may change: a migration that takes longer says SET statement_timeout = 0.
  await client.query(`ALTER ROLE ${role} SET statement_timeout = '5min'`);
  await client.query(`ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '5min'`);
  // From PostgreSQL 16 on, whoever makes a role may administer it, and no longer act for it.
  await client.query(`GRANT ${role} TO CURRENT_USER`);
}

async function provideDatabase(client: Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  if (!(await exists(client, 'SELECT FROM pg_database WHERE datname = $1', name))) {
    await client.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`);
  }
  const { rows } = await client.query<{ owner: string }>(
    'SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = $1 AND datdba <> CURRENT_USER::regrole',
    [name],
  );
  if (rows[0]) throw ownedByAnother(name, rows[0].owner);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${database}`);
}

/** Runs in the application's own database. */
async function provideSchema(client: Client, name: string): Promise<void> {
  const role = client.escapeIdentifier(name);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${role}`);
  await client.query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${role} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`);
  await client.query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${role} REVOKE USAGE ON TYPES FROM PUBLIC`);
}

/**
 * The secret first and the role after it: where a run is cut off in between, the role does not take the password that
 * is written down, and the next run sees that and sets it.
 */
async function providePassword(
  client: Client,
  wish: Wish,
  { server, secrets }: Reconciliation,
): Promise<void> {
  const name = databaseName(wish);
  const parameter = databaseSecretParameter(wish);
  const known = await secrets.read(parameter);
  const password = known === undefined ? newPassword() : passwordIn(known, name);
  if (password === undefined) throw notOurSecret(parameter, name);

  const address = databaseUrl(server, name, password, wish.tls);
  if (known !== address) await secrets.write(parameter, address);
  if (wish.password) await providePasswordAlone(wish, password, secrets);

  const login: Login = { user: name, password, database: name };
  const before = await refusal(server, login);
  if (!before) return;
  if (before.code !== codes.wrongPassword) throw cannotLogIn(name, before.message);
  const verifier = client.escapeLiteral(scramVerifier(password));
  await client.query(`ALTER ROLE ${client.escapeIdentifier(name)} PASSWORD ${verifier}`);
  const after = await refusal(server, login);
  if (after) throw cannotLogIn(name, after.message);
}

/** For images that take the address in parts. The address says which password it is, so this one only follows. */
async function providePasswordAlone(wish: Wish, password: string, secrets: Secrets): Promise<void> {
  const parameter = databaseSecretParameter(wish, databasePasswordSecret);
  if ((await secrets.read(parameter)) !== password) await secrets.write(parameter, password);
}

async function exists(client: Client, query: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [name]);
  return rowCount === 1;
}
