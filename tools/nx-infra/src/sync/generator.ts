import { logger, Tree } from '@nx/devkit';
import { syncCodeowners } from './sync-codeowners';
import { syncHouse } from './sync-house';
import { syncPictures } from './sync-pictures';
import { Synced } from './synced';

const all: readonly ((tree: Tree) => Synced)[] = [syncCodeowners, syncHouse, syncPictures];

/**
 * `nx sync`: keeps true what is written from the code. One generator, since Nx hands all of them one tree and takes what one
 * changed for the next one's too, so that it would name what is up to date among what is not. Its name says what the
 * pictures are of: it is all that Nx says where there is nothing to do.
 */
export default function syncGenerator(tree: Tree): { outOfSyncMessage?: string } {
  const synced = all.map((sync) => sync(tree));
  for (const { notKnown } of synced) if (notKnown) logger.warn(notKnown);
  const said = synced.flatMap(({ outOfSync }) => outOfSync ?? []);
  return said.length > 0 ? { outOfSyncMessage: said.join('\n') } : {};
}
