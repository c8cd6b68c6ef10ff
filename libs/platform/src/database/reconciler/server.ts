import { Client, ClientConfig } from 'pg';

/** Where the databases are. */
export interface Server {
  readonly host: string;
  readonly port: number;
  /** How the server proves who it is; none where it has no TLS. */
  readonly ssl?: ClientConfig['ssl'];
}

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The error codes of PostgreSQL that mean something here. */
export const codes = {
  wrongPassword: '28P01',
  tooManyConnections: '53300',
  lockNotAvailable: '55P03',
} as const;

/** The code of an error of PostgreSQL; none of another error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Does something on a connection, and ends it. */
export async function connected<T>(
  { host, port, ssl }: Server,
  login: Login,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host,
    port,
    ssl,
    ...login,
    application_name: 'database-reconciler',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  });
  // A connection that breaks while nothing runs on it would otherwise end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Why a role cannot log in with a password; nothing when it can. */
export async function refusal(
  server: Server,
  login: Login,
): Promise<{ code?: string; message: string } | undefined> {
  try {
    await connected(server, login, (client) => client.query('SELECT 1'));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    // Counted only once the password was right.
    if (code === codes.tooManyConnections) return undefined;
    return { code, message: error instanceof Error ? error.message : String(error) };
  }
}
