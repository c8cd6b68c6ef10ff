import { logger, Tree } from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  Account,
  accountFor,
  adopt,
  Adopted,
  AdoptionFile,
  forgettings,
  isInS3,
  OldState,
  readOldState,
  readStateInS3,
  refuseOtherAccount,
  withoutSuccessor,
  withWhatIsLeft,
} from '@dotkom/deploying';
import { adoptionFile } from '@dotkom/stack/adoption';
import { Configuration, readStacks, stacksBelow, synthFolder } from '@dotkom/synthesised';
import { applicationNames, readApplication } from '../construct';
import { dynamoLockNotRead, noState, noSuchStateFile, planNext } from '../errors';
import { answered, Question } from '../questions';
import { plan, planCommands, whyNoPlan } from './plan';

export interface AdoptOptions {
  /** The application that takes over, by its name in project.json. */
  readonly project: string;
  /** Old states, each a file or `s3://BUCKET/KEY`. */
  readonly state: readonly string[];
  /** Where the old estate is, and what is planned. @default the account that the shell is signed in to, and each environment that takes something over */
  readonly configuration?: Configuration;
  /** Whether it is planned what taking over does. @default true */
  readonly plan?: boolean;
  /** Whether to say what the old states have to forget, and change nothing. */
  readonly forget?: boolean;
}

/**
 * `nx g adopt --project APPLICATION --state FILE`: matches what old Terraform states have with what the application's stacks
 * would create, and writes `adoption.json` beside them: its hosts are held where they lead. What is in it stays; run twice it
 * changes nothing. Then it plans, which shows what is taken over as it is, and what is changed. With `--forget` it says what each
 * old state has to forget before it is destroyed.
 *
 * @returns what plans, once the file is written; nothing where no plan is made.
 * @throws UserError when there is no such application, or a file is no state that can be taken over.
 */
export default async function adoptGenerator(
  tree: Tree,
  given: Partial<AdoptOptions>,
): Promise<(() => void) | undefined> {
  const { project } = await answered<Pick<AdoptOptions, 'project'>>('adopt', given, [projectQuestion(tree)]);
  const { root } = readApplication(tree, project);
  const account = await accountFor(given.configuration ?? 'prod', tree.root);
  const states = await readStates(given.state ?? [], account);
  const isSignedIn = await refuseOtherAccount(account, states, (line) => logger.warn(line));
  if (given.forget) {
    await sayWhatToForget(tree, states, account);
    return undefined;
  }
  const file = new AdoptionFile(join(tree.root, root));
  const before = file.read();
  const stacks = readStacks(synthFolder(tree.root, root), project);
  const adopted = adopt(states, stacks, before, today());
  if (adopted.news.length > 0) tree.write(join(root, adoptionFile), file.text(adopted.adoption));
  logger.info(report(states, adopted).join('\n'));
  const commands = planCommands(project, adopted.adoption, given.configuration);
  logger.info(planNext(commands));
  const whyNot = whyNoPlan(given.plan, isSignedIn);
  if (whyNot === undefined) return () => plan(tree.root, commands);
  logger.info(whyNot);
  return undefined;
}

function projectQuestion(tree: Tree): Question<Pick<AdoptOptions, 'project'>> {
  return {
    option: 'project',
    ask: 'Which application takes over?',
    choices: () => applicationNames(tree),
    check: (name) => (readApplication(tree, name), name),
  };
}

async function readStates(given: readonly string[], account: Account): Promise<OldState[]> {
  if (given.length === 0) throw noState();
  if (given.some(isInS3)) logger.info(dynamoLockNotRead());
  const states: OldState[] = [];
  for (const state of given)
    states.push(isInS3(state) ? await readStateInS3(account, state) : readStateFile(state));
  return states;
}

function readStateFile(file: string): OldState {
  if (!existsSync(file)) throw noSuchStateFile(file);
  const lock = join(dirname(file), `.${basename(file)}.lock.info`); // As Terraform's local backend locks.
  return readOldState(file, readFileSync(file, 'utf8'), existsSync(lock));
}

function report(states: readonly OldState[], adopted: Adopted): string[] {
  const rest = withoutSuccessor(states, adopted);
  return [
    ...(adopted.news.length > 0 ? adopted.news : ['Nothing that was not adopted before.']),
    ...(rest.length > 0 ? ['', 'Not taken over:', ...rest.map((line) => `  ${line}`)] : []),
    '',
  ];
}

/** An old state may have to do with several applications, and with bootstrap's zones. */
async function sayWhatToForget(tree: Tree, states: readonly OldState[], account: Account): Promise<void> {
  const roots = applicationNames(tree).map((name) => ({ name, root: readApplication(tree, name).root }));
  const stacks = roots.flatMap(({ name, root }) => readStacks(synthFolder(tree.root, root), name));
  const adoptions = roots.map(({ root }) => new AdoptionFile(join(tree.root, root)).read());
  const { matched } = adopt(states, stacks, {}, today());
  const all = stacksBelow(join(tree.root, 'dist', 'apps'));
  const known = forgettings(states, matched, all, adoptions);
  for (const { state, commands, notYet } of await withWhatIsLeft(account, known, all)) {
    logger.info([`${state.name}:`, ...commands.map((command) => `  ${command}`)].join('\n'));
    const first = notYet.map((reason) => `  - ${reason}`);
    if (first.length > 0) logger.warn(['Not safe to destroy yet:', ...first].join('\n'));
    else logger.info('Nothing is known against its destroy.');
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
