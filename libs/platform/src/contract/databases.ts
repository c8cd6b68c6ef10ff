/** One application in one environment has at most one database. */
export interface DatabaseOwner {
  readonly application: string;
  readonly environment: string;
}

/** The secret that holds the whole address of an application's database. */
export const databaseSecret = 'DATABASE_URL';

/** The secret that holds the password alone, for images that take the address in parts. Made where one is wished for. */
export const databasePasswordSecret = 'DATABASE_PASSWORD';

/** The secrets that the platform writes, and nobody else. */
export const databaseSecrets = [databaseSecret, databasePasswordSecret] as const;

/**
 * How an address asks for TLS. Clients disagree on what `sslmode=require` means: libpq and most others encrypt and check
 * nothing, node-postgres checks, unless `uselibpqcompat` stands beside it, which libpq refuses as unknown. All agree on
 * `verify-full` (docs/decisions/database.md).
 */
export const databaseTlsModes = {
  encrypted: 'sslmode=require',
  'encrypted-node-postgres': 'uselibpqcompat=true&sslmode=require',
  checked: 'sslmode=verify-full',
} as const;

export type DatabaseTls = keyof typeof databaseTlsModes;

/** What an application asks for, in its parameter. */
export interface DatabaseWish {
  /** How many connections its role may have. */
  readonly connections: number;
  /** @default 'encrypted' */
  readonly tls?: DatabaseTls;
  /** Whether the password is wanted as a secret of its own as well. @default false */
  readonly password?: boolean;
}

/** The port of every database. */
export const databasePort = 5432;

/** Connections of the server that are no application's: its reconciler's, a person's, those that PostgreSQL keeps for itself. */
export const connectionsKeptFree = 10;

/** Under which an application says that it wants a database on this platform. Apart from the facts, which are read by their path. */
export function databaseWishPath(platform: string): string {
  return `/databases/${platform}`;
}

/** The parameter in which an application says that it wants a database. */
export function databaseWishParameter(platform: string, { application, environment }: DatabaseOwner): string {
  return `${databaseWishPath(platform)}/${application}/${environment}`;
}

/** The parameter that holds one of the secrets of an application's database. @param secret `DATABASE_URL` unless said otherwise */
export function databaseSecretParameter(
  { application, environment }: DatabaseOwner,
  secret: (typeof databaseSecrets)[number] = databaseSecret,
): string {
  return `/secrets/${application}/${environment}/${secret}`;
}

/**
 * What an application's database and its role are called. Names of applications hold no underscore, so that no two
 * share one; and SQL takes it without quotes.
 *
 * @example
 * databaseName({ application: 'vengeful-vineyard', environment: 'prod' }) // vengeful_vineyard_prod
 */
export function databaseName({ application, environment }: DatabaseOwner): string {
  return `${application}_${environment}`.replaceAll('-', '_');
}
