import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseArgs } from 'node:util';
import { requireEngine } from '@dotkom/local-nodes';
import { buildImage } from '@dotkom/local-nodes/testing';

/**
 * `build --tag NAME FOLDER`, for the example, where no registry of images is reachable: by its own Dockerfile, but for the lines
 * that fetch something. In their place are this machine's Node.js and the program as one file.
 */
async function build(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { tag: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder = ''] = positionals;
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8').split('\n');
  const all = (word: string) => dockerfile.filter((line) => line.startsWith(`${word} `));
  const one = (word: string) => all(word)[0]?.slice(word.length + 1) ?? '';
  const main = 'src/main.mjs';
  const id = await buildImage(await requireEngine(), values.tag ?? '', {
    command: JSON.parse(one('CMD')),
    program: join(folder, main),
    files: { [posix.join(one('WORKDIR'), main)]: "import '/program.js';\n" },
    lines: ['WORKDIR', 'USER', 'EXPOSE'].flatMap(all),
  });
  console.log(id);
}

void build(process.argv.slice(3)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
