import { formatFiles, getProjects, logger, Tree } from '@nx/devkit';
import { join } from 'node:path';
import { isOwner } from '@dotkom/stack/conventions';
import { syncCodeowners } from '../../sync/sync-codeowners';
import { nameQuestion } from '../construct';
import { folderIsTaken, notATeam, ownedOtherwise } from '../errors';
import { checkedNewApplicationName, classNameOf } from '../names';
import { answered } from '../questions';
import { updateAddressesOf } from '../update-addresses';
import { applicationFiles } from './files';

export interface ApplicationOptions {
  readonly name: string;
  /** The team on GitHub that owns it. */
  readonly owner: string;
}

/** The constructs that applications import, or may come to import. */
export const constructs = [
  'WebService',
  'Worker',
  'ScheduledJob',
  'OneOffTask',
  'StaticSite',
  'Database',
  'Queue',
  'Bucket',
  'EmailSender',
  'DnsRecord',
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
  given: Partial<ApplicationOptions>,
): Promise<() => void> {
  const { name, owner } = await answered<ApplicationOptions>('application', given, [
    nameQuestion('What is the application called?', 'kvittering', (asked) => checkedName(tree, asked)),
    {
      option: 'owner',
      ask: 'Which team on GitHub owns it?',
      example: 'dotkom',
      check: (team) => {
        if (!isOwner(team)) throw notATeam(team);
        return team;
      },
    },
  ]);
  const root = join('apps', name);
  refuseOtherOwner(tree, root, owner);

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

/** The name of a new application, or of one that is there already. */
function checkedName(tree: Tree, name: string): string {
  const root = join('apps', name);
  const names = [...getProjects(tree).keys()];
  if (!tree.exists(root)) return checkedNewApplicationName(name, names);
  if (projectIn(tree, root)?.name !== name) throw folderIsTaken(root, name);
  return checkedNewApplicationName(
    name,
    names.filter((other) => other !== name),
  );
}

function refuseOtherOwner(tree: Tree, root: string, owner: string): void {
  const project = projectIn(tree, root);
  if (project && project.metadata?.owner !== owner)
    throw ownedOtherwise(join(root, 'project.json'), project.metadata?.owner, owner);
}

function projectIn(tree: Tree, root: string): { name?: string; metadata?: { owner?: string } } | undefined {
  const text = tree.read(join(root, 'project.json'), 'utf-8');
  return text ? JSON.parse(text) : undefined;
}
