import { DatabaseTls } from '@dotkom/platform/contract';

/** What reads a database's address, by how it understands what the address says of TLS. */
export type DatabaseClient = 'libpq' | 'node-postgres';

/** How a client is brought to TLS. */
export interface NormalisedTls {
  /** What the address says. */
  readonly mode: DatabaseTls;
  /** The same for a client that takes the address in parts, which reads PGSSLMODE. */
  readonly partsMode: string;
  /** The variable by which the client finds Amazon's authorities, and where they are in the image. */
  readonly authorities?: { readonly variable: string; readonly path: string };
}

/**
 * A client that is given Amazon's authorities checks who answers; without them it encrypts alone, which node-postgres has
 * to be told: by `sslmode=require`, it checks (pg-connection-string 2; libpq's documentation, "SSL Support").
 */
export function normaliseTls(client: DatabaseClient, path?: string): NormalisedTls {
  const isNode = client === 'node-postgres';
  if (path !== undefined) {
    const variable = isNode ? 'NODE_EXTRA_CA_CERTS' : 'PGSSLROOTCERT';
    return { mode: 'checked', partsMode: 'verify-full', authorities: { variable, path } };
  }
  return isNode
    ? { mode: 'encrypted-node-postgres', partsMode: 'no-verify' }
    : { mode: 'encrypted', partsMode: 'require' };
}
