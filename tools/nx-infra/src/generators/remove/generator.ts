import { formatFiles, logger, Tree } from '@nx/devkit';
import { join } from 'node:path';
import {
  addressesFile,
  imageNeedsFile,
  imageNeedsWithout,
  lineOf,
  readAddressList,
  StackAddress,
  writtenAddressList,
} from '@dotkom/synthesised';
import { adoptionFile } from '@dotkom/stack/adoption';
import { applicationQuestion, ConstructOptions, readApplication } from '../construct';
import { notAlone, nothingOfThatName, stillUsed } from '../errors';
import { answered } from '../questions';
import { StacksFile } from '../stacks-file/stacks-file';
import { adoptedOf, hostsOnlyOf, isRecordOf } from './hosts';
import { whatRemains } from './what-remains';

/**
 * `nx g remove NAME --application APPLICATION`: takes a construct out of an application's `src/stacks.ts`, with the
 * imports that only it needed, what its image needs out of image-needs.json, and its addresses, with those of its hosts,
 * out of the committed list, which confirms that they go. Destroys nothing: that does the deploy of the change, once it is
 * merged. Says in which order, and what remains after.
 *
 * @throws UserError when the application has no such construct, other code uses it, or image-needs.json is no JSON.
 */
export default async function remove(tree: Tree, given: Partial<ConstructOptions>): Promise<void> {
  const { name, application } = await answered<ConstructOptions>('remove', given, [
    applicationQuestion(tree, 'Which application has it?'),
    {
      option: 'name',
      ask: 'What shall go?',
      example: 'backend',
      choices: ({ application: chosen = '' }) => idsIn(tree, chosen),
      check: (id) => id,
    },
  ]);
  const { root, file, stacks } = readApplication(tree, application);
  const constructs = stacks.constructs();
  const construct = constructs.find(({ id }) => id === name);
  if (!construct) throw nothingOfThatName(name, file, idsIn(tree, application));
  if (!construct.alone) throw notAlone(name, file);
  const uses = construct.variable ? stacks.linesThatUse(construct.variable, construct) : [];
  if (uses.length > 0) throw stillUsed(name, construct.variable ?? '', file, uses);

  const text = stacks.withoutConstruct(construct);
  tree.write(file, text);
  const hosts = hostsOnlyOf(construct, stacks);
  const addresses = confirmRemoval(tree, root, name, hosts);
  removeImageNeeds(tree, root, name);
  await formatFiles(tree);
  logger.info(whatRemains({ application, construct, file, addresses, hosts }));
  warnOfAdoption(tree, root, hosts);
  warnOfVariables(file, stacks, text);
  warnOfTest(tree, join(root, 'src', 'stacks.spec.ts'), name);
}

function idsIn(tree: Tree, application: string): string[] {
  if (!application) return [];
  const { stacks } = readApplication(tree, application);
  return stacks
    .constructs()
    .map(({ id }) => id)
    .filter(Boolean);
}

/** Takes the addresses of a construct and its hosts out of the list. Names begin with its id, and ids hold no underscore. */
function confirmRemoval(tree: Tree, root: string, name: string, hosts: readonly string[]): string[] {
  const file = join(root, addressesFile);
  if (!tree.exists(file)) return [];
  const list = readAddressList(file, tree.read(file, 'utf-8') ?? '');
  const isOfConstruct = (each: StackAddress) => {
    const [, id = ''] = each.address.split('.');
    return id === name || id.startsWith(`${name}_`) || isRecordOf(hosts, each);
  };
  tree.write(file, writtenAddressList(list.filter((each) => !isOfConstruct(each))));
  return list.filter(isOfConstruct).map(lineOf);
}

/** `validate` refuses what is written of a task that no stack has. */
function removeImageNeeds(tree: Tree, root: string, name: string): void {
  const file = join(root, imageNeedsFile);
  if (!tree.exists(file)) return;
  tree.write(file, imageNeedsWithout(name, file, tree.read(file, 'utf-8') ?? ''));
}

/** What only it used stays: it may be a database. But the compiler refuses a variable that nothing uses. */
function warnOfVariables(file: string, before: StacksFile, text: string): void {
  const unused = new StacksFile(text)
    .unusedVariables()
    .filter((name) => !before.unusedVariables().includes(name));
  if (unused.length === 0) return;
  logger.warn(
    `${file}: nothing uses ${unused.join(' and ')} any more, which does not compile. Take it out too, a construct by nx g remove, or leave out the name (new Queue(...) without const).`,
  );
}

/** The stacks are refused while adoption.json names what nothing has. */
function warnOfAdoption(tree: Tree, root: string, hosts: readonly string[]): void {
  const adopted = adoptedOf(tree, root, hosts);
  if (adopted.length === 0) return;
  logger.warn(
    `${join(root, adoptionFile)} says where ${adopted.join(' and ')} led before, and nothing has that any more: take it out there too.`,
  );
}

function warnOfTest(tree: Tree, spec: string, name: string): void {
  if (tree.read(spec, 'utf-8')?.includes(`'${name}'`)) {
    logger.warn(`${spec} speaks of '${name}': take it out there too.`);
  }
}
