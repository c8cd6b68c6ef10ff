import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Programs } from '../postgres/programs';

const wanted = ['initdb', 'postgres', 'pg_dump', 'psql'];

/**
 * A PostgreSQL that is installed on this machine, with what people use on it: the package of `src/postgres` carries the server
 * alone, and a dump is made by programs of the server's version. Nothing where there is none.
 */
export function installedPostgres(): Programs | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...ofDebian()];
  const folder = folders.find((each) => wanted.every((program) => isThere(join(each, program))));
  return folder === undefined ? undefined : { folder, environment: {} };
}

/** Debian and Ubuntu keep the servers of several versions, beside PATH. */
function ofDebian(): string[] {
  const parent = '/usr/lib/postgresql';
  try {
    return readdirSync(parent)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(parent, version, 'bin'));
  } catch {
    return [];
  }
}

function isThere(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
