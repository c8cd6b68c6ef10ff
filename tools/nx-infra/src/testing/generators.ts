import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';

/** Runs a generator as Nx does: it writes when all went well. Gives the files that it wrote; what follows the writing is left out. */
export async function runGenerator<Options>(
  root: string,
  generator: (tree: FsTree, options: Options) => Promise<unknown>,
  options: Options,
): Promise<string[]> {
  resetWorkspaceContext(); // Nx remembers the files of a process's workspace.
  const tree = new FsTree(root, false);
  await generator(tree, options);
  const changes = tree.listChanges();
  flushChanges(root, changes);
  return changes.map(({ path }) => path).sort();
}
