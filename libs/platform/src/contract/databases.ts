import { PlatformName } from './platforms';

/** One application in one environment has at most one database. */
export interface DatabaseOwner {
  readonly application: string;
  readonly environment: string;
}

/** The secret by which an application finds its database, and the environment variable that it gets it as. */
export const databaseSecret = 'DATABASE_URL';

/** The port of every database. */
export const databasePort = 5432;

/** Connections of the server that are no application's: its reconciler's, a person's, those that PostgreSQL keeps for itself. */
export const connectionsKeptFree = 10;

/** Under which an application says that it wants a database on this platform. Apart from the facts, which are read by their path. */
export function databaseWishPath(platform: PlatformName): string {
  return `/databases/${platform}`;
}

/** The parameter in which an application says that it wants a database. */
export function databaseWishParameter(
  platform: PlatformName,
  { application, environment }: DatabaseOwner,
): string {
  return `${databaseWishPath(platform)}/${application}/${environment}`;
}

/** The parameter that holds an application's secret `DATABASE_URL`. */
export function databaseSecretParameter({ application, environment }: DatabaseOwner): string {
  return `/secrets/${application}/${environment}/${databaseSecret}`;
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
