import { Tree } from '@nx/devkit';

/**
 * What `nx sync` says of a generator that has nothing to do. Nx hands all of them one tree, takes what another changed for
 * theirs too, and would say of files that it does not name that they are out of sync.
 *
 * @param what what is as it should be: `'docs/architecture.md is'`.
 */
export function nothingToDo(tree: Tree, what: string): { outOfSyncMessage?: string } {
  return tree.listChanges().length > 0 ? { outOfSyncMessage: `${what} up to date.` } : {};
}
