import { DatabaseTls, databaseTlsModes } from '../../contract/databases';
import { Server } from './server';

/** What an application gets as DATABASE_URL: it asks for TLS, which the server insists on, in the way its client reads. */
export function databaseUrl(
  { host, port }: Server,
  name: string,
  password: string,
  tls: DatabaseTls = 'encrypted',
): string {
  return `postgresql://${name}:${password}@${host}:${port}/${name}?${databaseTlsModes[tls]}`;
}

/** The password in an address that {@link databaseUrl} has made for this role, on whatever server and with whatever TLS. */
export function passwordIn(url: string, name: string): string | undefined {
  const [, user, password, database, query] =
    /^postgresql:\/\/([^:@/]+):([\w-]+)@[^@/?]+\/([^/?]+)\?(.+)$/.exec(url) ?? [];
  const isOurs = user === name && database === name && queries.some((each) => each === query);
  return isOurs ? password : undefined;
}

const queries = Object.values(databaseTlsModes);
