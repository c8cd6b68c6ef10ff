import { logger, Tree } from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  adopt,
  Adopted,
  AdoptionFile,
  forgettings,
  OldState,
  readOldState,
  withoutSuccessor,
} from '@dotkom/deploying';
import { adoptionFile } from '@dotkom/stack/adoption';
import { readStacks, stacksBelow, synthFolder } from '@dotkom/synthesised';
import { applicationNames, readApplication } from '../construct';
import { noState, noSuchStateFile } from '../errors';
import { answered, Question } from '../questions';

export interface AdoptOptions {
  /** The application that takes over, by its name in project.json. */
  readonly project: string;
  /** Files of old states. */
  readonly state: readonly string[];
  /** Whether to say what the old states have to forget, and change nothing. */
  readonly forget?: boolean;
}

/**
 * `nx g adopt --project APPLICATION --state FILE`: matches what old Terraform states have with what the application's stacks
 * would create, and writes `adoption.json` beside them: its hosts are held where they lead. What is in it stays; run twice it
 * changes nothing. With `--forget` it says what each old state has to forget before it is destroyed.
 *
 * @throws UserError when there is no such application, or a file is no state that can be taken over.
 */
export default async function adoptGenerator(tree: Tree, given: Partial<AdoptOptions>): Promise<void> {
  const { project } = await answered<Pick<AdoptOptions, 'project'>>('adopt', given, [projectQuestion(tree)]);
  const { root } = readApplication(tree, project);
  const states = readStates(given.state ?? []);
  if (given.forget) return sayWhatToForget(tree, states);
  const file = new AdoptionFile(join(tree.root, root));
  const before = file.read();
  const stacks = readStacks(synthFolder(tree.root, root), project);
  const adopted = adopt(states, stacks, before, today());
  if (adopted.news.length > 0) tree.write(join(root, adoptionFile), file.text(adopted.adoption));
  logger.info(report(project, states, adopted).join('\n'));
}

function projectQuestion(tree: Tree): Question<Pick<AdoptOptions, 'project'>> {
  return {
    option: 'project',
    ask: 'Which application takes over?',
    choices: () => applicationNames(tree),
    check: (name) => (readApplication(tree, name), name),
  };
}

function readStates(files: readonly string[]): OldState[] {
  if (files.length === 0) throw noState();
  return files.map((file) => {
    if (!existsSync(file)) throw noSuchStateFile(file);
    const lock = join(dirname(file), `.${basename(file)}.lock.info`); // As Terraform's local backend locks.
    return readOldState(file, readFileSync(file, 'utf8'), existsSync(lock));
  });
}

function report(application: string, states: readonly OldState[], adopted: Adopted): string[] {
  const rest = withoutSuccessor(states, adopted);
  return [
    ...(adopted.news.length > 0 ? adopted.news : ['Nothing that was not adopted before.']),
    ...(rest.length > 0 ? ['', 'Not taken over:', ...rest.map((line) => `  ${line}`)] : []),
    '',
    `Next: npx nx diff ${application} -c prod. It shows what is adopted as it is, what is changed in place and what is made; what would be replaced is refused.`,
  ];
}

/** An old state may have to do with several applications, and with bootstrap's zones. */
function sayWhatToForget(tree: Tree, states: readonly OldState[]): void {
  const roots = applicationNames(tree).map((name) => ({ name, root: readApplication(tree, name).root }));
  const stacks = roots.flatMap(({ name, root }) => readStacks(synthFolder(tree.root, root), name));
  const adoptions = roots.map(({ root }) => new AdoptionFile(join(tree.root, root)).read());
  const { matched } = adopt(states, stacks, {}, today());
  const all = stacksBelow(join(tree.root, 'dist', 'apps'));
  for (const { state, commands, notYet } of forgettings(states, matched, all, adoptions)) {
    logger.info([`${state.name}:`, ...commands.map((command) => `  ${command}`)].join('\n'));
    const first = notYet.map((reason) => `  - ${reason}`);
    if (first.length > 0) logger.warn(['Not safe to destroy yet:', ...first].join('\n'));
    else logger.info('Nothing is known against its destroy.');
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
