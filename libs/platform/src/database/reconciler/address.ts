import { Server } from './server';

/**
 * What an application gets as DATABASE_URL. The server refuses whoever does not speak TLS; `sslmode=require` makes
 * clients speak it (docs/decisions/database.md says how one checks the server's certificate, too).
 */
export function databaseUrl({ host, port }: Server, name: string, password: string): string {
  return `postgresql://${name}:${password}@${host}:${port}/${name}?sslmode=require`;
}

/** The password in an address that {@link databaseUrl} has made for this role, on whatever server. */
export function passwordIn(url: string, name: string): string | undefined {
  const [, user, password, database] =
    /^postgresql:\/\/([^:@/]+):([\w-]+)@[^@/?]+\/([^/?]+)\?sslmode=require$/.exec(url) ?? [];
  return user === name && database === name ? password : undefined;
}
