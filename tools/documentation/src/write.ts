import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedPages } from './pages';

/** `npx tsx tools/documentation/src/write.ts`: writes every generated page, and removes those of what is gone. */
const root = join(__dirname, '../../..');
const pages = generatedPages(root);
rmSync(join(root, 'docs/reference'), { recursive: true, force: true });
for (const [path, text] of Object.entries(pages)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
