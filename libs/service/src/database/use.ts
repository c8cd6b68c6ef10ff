import { databasePasswordSecret, databaseSecret } from '@dotkom/platform/contract';
import { Check } from '../container/check';
import { checkedVariable, ContainerSecret, Setting } from '../container/settings';
import { addressIsAPart, notAPool, partIsTheAddress, partTwice } from './errors';
import { Database } from './database';

/** The environment variables in which an image wants the parts of its database's address. */
export interface DatabaseParts {
  /** The variable for the server's name. */
  readonly host: string;
  /** The one for its port. @default not given: every database listens on PostgreSQL's own port */
  readonly port?: string;
  /** The one for the database's name. */
  readonly name: string;
  /** The one for the role's name. */
  readonly user: string;
  /** The one for the password. A secret; the others are plain settings. */
  readonly password: string;
}

/** How a task reaches its database, where the address as `DATABASE_URL` and a pool of 10 is not what its image has. */
export interface DatabaseUse {
  /** The database of the application. */
  readonly from: Database;
  /** The most connections that one task opens: the size of its pool, times its processes. @default 10, which node-postgres and asyncpg open unless told otherwise */
  readonly pool?: number;
  /** The variable in which the image wants the whole address. @default 'DATABASE_URL', or none where it takes parts */
  readonly url?: string;
  /**
   * The variables in which the image wants the address in parts. With them comes `PGSSLMODE`, which libpq, asyncpg and
   * node-postgres read. @default none
   */
  readonly parts?: DatabaseParts;
}

/** A {@link DatabaseUse} as the container gets it. */
export interface NormalisedDatabaseUse {
  readonly database: Database;
  readonly pool: number;
  readonly settings: readonly Setting[];
  readonly secrets: readonly ContainerSecret[];
}

const usualPool = 10;

/** Checks how a task reaches its database, and says what its container gets for it. */
export function normaliseDatabaseUse(given: Database | DatabaseUse, check: Check): NormalisedDatabaseUse {
  const use: DatabaseUse = given instanceof Database ? { from: given } : given;
  const { from: database, parts, pool = usualPool, url = parts ? undefined : databaseSecret } = use;
  check(() => refuseMixedUp(parts, url), undefined);
  if (parts) database.givePasswordAlone();
  return {
    database,
    pool: check(() => checkedPool(pool), usualPool),
    settings: [...authorities(database), ...(parts ? settingsOf(parts, database) : [])],
    secrets: [
      ...(url === undefined ? [] : [{ variable: url, parameter: databaseSecret }]),
      ...(parts ? [{ variable: parts.password, parameter: databasePasswordSecret }] : []),
    ],
  };
}

function authorities({ tls }: Database): Setting[] {
  return tls.authorities ? [{ name: tls.authorities.variable, value: tls.authorities.path }] : [];
}

function settingsOf({ host, port, name, user }: DatabaseParts, { address, tls }: Database): Setting[] {
  return [
    { name: host, value: address.host },
    ...(port === undefined ? [] : [{ name: port, value: address.port }]),
    { name, value: address.name },
    { name: user, value: address.user },
    { name: 'PGSSLMODE', value: tls.partsMode },
  ];
}

const ofTheAddress = /(^|_)(URL|URI|DSN)$/i;
const ofAPart = /(^|_)(HOST|HOSTNAME|PORT|USER|USERNAME|PASSWORD|DB|DATABASE|NAME)$/i;

function refuseMixedUp(parts: DatabaseParts | undefined, url: string | undefined): void {
  const named = Object.entries(parts ?? {}) as [string, string][];
  for (const [part, variable] of named) {
    checkedVariable(variable);
    if (ofTheAddress.test(variable)) throw partIsTheAddress(part, variable);
  }
  if (url !== undefined && ofAPart.test(checkedVariable(url))) throw addressIsAPart(url);
  const variables = [...named.map(([, variable]) => variable), ...(url === undefined ? [] : [url])];
  const twice = variables.find((variable, index) => variables.indexOf(variable) !== index);
  if (twice !== undefined) throw partTwice(twice);
}

function checkedPool(pool: number): number {
  if (!Number.isInteger(pool) || pool < 1 || pool > 100) throw notAPool(pool);
  return pool;
}
