import { formatFiles, getProjects, logger, Tree } from '@nx/devkit';
import { join } from 'node:path';
import { checkedOwner } from '@dotkom/stack';
import { folderIsTaken, ownedOtherwise } from '../../errors';
import { syncCodeowners } from '../../sync/codeowners-generator';
import { checkedNewApplicationName, classNameOf } from '../names';
import { updateAddressesOf } from '../update-addresses';
import { applicationFiles } from './files';

export interface ApplicationOptions {
  readonly name: string;
  /** The team on GitHub that owns it. */
  readonly owner: string;
}

/** The constructs that applications import, or may come to import. */
const constructs = [
  ...[
    'WebService',
    'Worker',
    'ScheduledJob',
    'StaticSite',
    'Database',
    'Queue',
    'Bucket',
    'DnsRecord',
    'Secret',
  ],
];

/**
 * `nx g application NAME --owner TEAM`: a project with a stack in every environment and nothing in them, which passes
 * every check as it is. Files that are there already stay as they are.
 *
 * @returns what is done once the files are written: the list of addresses is brought up to date.
 * @throws UserError when the name cannot work, the folder holds something else, or the application has another owner.
 */
export default async function application(
  tree: Tree,
  { name, owner }: ApplicationOptions,
): Promise<() => void> {
  const root = join('apps', name);
  const exists = refuseOtherOwner(tree, root, name, owner);
  const others = [...getProjects(tree).keys()].filter((other) => !exists || other !== name);
  checkedNewApplicationName(name, others);
  checkedOwner(owner, '--owner');

  const files = Object.entries(applicationFiles({ name, owner, className: classNameOf(name, constructs) }));
  const missing = files.filter(([path]) => !tree.exists(join(root, path)));
  if (missing.length === 0) {
    logger.info(`There is an application ${name} already; nothing was changed.`);
    return () => undefined;
  }
  for (const [path, content] of missing) {
    tree.write(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  syncCodeowners(tree);
  await formatFiles(tree);
  return () => updateAddressesOf(tree.root, root);
}

/** Whether the application is there already, under this owner. */
function refuseOtherOwner(tree: Tree, root: string, name: string, owner: string): boolean {
  if (!tree.exists(root)) return false;
  const projectFile = join(root, 'project.json');
  const project = tree.exists(projectFile) ? JSON.parse(tree.read(projectFile, 'utf-8') ?? '{}') : undefined;
  if (project?.name !== name) throw folderIsTaken(root, name);
  if (project.metadata?.owner !== owner) throw ownedOtherwise(projectFile, project.metadata?.owner, owner);
  return true;
}
