import { getProjects, Tree } from '@nx/devkit';
import { join } from 'node:path';
import { checkedOwner } from '@dotkom/stack/conventions';
import { codeowners, codeownersFile, OwnedProject } from './codeowners';
import { Synced } from './synced';

/** The project whose owner owns all that has none of its own. */
const platformProject = 'platform';

/**
 * Keeps .github/CODEOWNERS true to the owners in the project.json files.
 *
 * @throws UserError when a project has an owner that can be no team.
 */
export function syncCodeowners(tree: Tree): Synced {
  const owned = [...getProjects(tree)].flatMap(
    ([name, { root, metadata }]): (OwnedProject & { name: string })[] => {
      const owner = (metadata as { owner?: unknown } | undefined)?.owner;
      return owner === undefined
        ? []
        : [{ name, root, owner: checkedOwner(owner, join(root, 'project.json')) }];
    },
  );
  const platform = owned.find(({ name }) => name === platformProject);
  const text = codeowners(checkedOwner(platform?.owner, `${platformProject}'s project.json`), owned);
  if (tree.read(codeownersFile, 'utf-8') === text) return {};
  tree.write(codeownersFile, text);
  return { outOfSync: `${codeownersFile} does not say what the owners in the project.json files say.` };
}
