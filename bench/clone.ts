import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A clone of this repository below a folder, with what is installed here: nothing is deployed or edited in the checkout itself. */
export function clone(folder: string): string {
  const repository = join(__dirname, '..');
  const root = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', repository, root]);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}
