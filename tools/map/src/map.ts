import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isUserError } from '@dotkom/stack/conventions';
import { writeMap } from './file/write-map';
import { readOptions } from './options';

/** `npm run map`: the map of what is synthesised, and where to open it. */

const dist = join(__dirname, '..', '..', '..', 'dist');

async function map(args: string[]): Promise<void> {
  const path = await writeMap({ dist, ...readOptions(args) });
  console.log(`The map: ${pathToFileURL(path)}`);
}

map(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? `\n${error.message}` : error);
  process.exitCode = 1;
});
