import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describeLibraries } from './libraries';

/** `npx tsx tools/inputs/src/write.ts`: brings every library's types.json up to date with its types. */
async function write(root: string): Promise<void> {
  for (const [path, types] of Object.entries(describeLibraries(root))) {
    const file = join(root, path);
    const options = await resolveConfig(file);
    writeFileSync(file, await format(JSON.stringify(types), { ...options, parser: 'json' }));
  }
}

void write(join(__dirname, '..', '..', '..'));
