import { formatFiles, logger, readProjectConfiguration, Tree, getProjects } from '@nx/devkit';
import { join } from 'node:path';
import { checkedWord, stacksFile } from '@dotkom/stack/conventions';
import {
  alreadyThereOtherwise,
  anotherConstructHasTheName,
  noSuchApplication,
  noSuchImageOwner,
  notTheExpectedShape,
} from './errors';
import { answered, Question } from './questions';
import { ConstructCall, StacksFile } from './stacks-file/stacks-file';
import { updateAddressesOf } from './update-addresses';

/** What every generator of a construct is asked. */
export interface ConstructOptions {
  readonly name: string;
  /** The application that gets it, by its name in project.json. */
  readonly application: string;
}

/** A construct that a generator can add to an application: the one place that says how it is written. */
export interface ConstructTemplate<Options extends ConstructOptions> {
  /** The generator that adds it: `'service'`. */
  readonly generator: string;
  /** Its class in libs/service. */
  readonly className: string;
  /** What it is, for messages: `'a service'`. */
  readonly what: string;
  /** A name that one could have. */
  readonly example: string;
  /** What is to be known besides its name and its application, and what of that can work. */
  questions(tree: Tree): readonly Question<Options>[];
  /**
   * Its properties as TypeScript, in the order in which people read them.
   *
   * @param environment what the application calls its environment.
   * @param image what the application calls the construct whose image this one runs, if it runs another's.
   */
  properties(options: Options, environment: string, image: string): Readonly<Record<string, string>>;
  /** Whose image it runs, by id, where it has none of its own; no id means the only one that there is. */
  imageOwner?(options: Options): { readonly id?: string } | undefined;
  /** The options by which properties come about that have a default, so that a person may have changed them. */
  readonly defaults?: readonly (keyof Options & string)[];
}

/** The package whose constructs applications use. */
export const constructsPackage = '@dotkom/service';

/**
 * Adds a construct to an application's `src/stacks.ts`: at the end of its constructor, with its import. Changes nothing
 * where it is there already.
 *
 * @param given the options that were given. What is missing is asked for.
 * @returns what is done once the files are written: the list of addresses is brought up to date.
 * @throws UserError when the application does not exist, a name or a value cannot work, something else has the name, or
 *   the file has not the expected shape; then the message says what to write by hand.
 */
export async function addConstruct<Options extends ConstructOptions>(
  tree: Tree,
  given: Partial<Options>,
  template: ConstructTemplate<Options>,
): Promise<() => void> {
  const { generator, className, what, example } = template;
  const questions = [
    nameQuestion<Options>(`What is ${what.replace(/^an? /, 'the ')} called?`, example, (name) =>
      checkedWord(what, name),
    ),
    applicationQuestion<Options>(tree),
    ...template.questions(tree),
  ];
  const options = await answered(generator, given, questions);
  const { name } = options;
  const { root, file, stacks: before } = readApplication(tree, options.application);
  const wanted = template.imageOwner?.(options);
  const owner = wanted && imageOwner(before, wanted.id, options.application);
  const { stacks, variable = '' } = owner ? before.withVariable(owner) : { stacks: before };
  const properties = template.properties(options, stacks.environment ?? 'environment', variable);

  const existing = stacks.constructs().find(({ id }) => id === name);
  if (existing) {
    refuseDifference(existing, properties, options, template, file);
    logger.info(`${file} has the ${className} '${name}' already; nothing was changed.`);
    return () => undefined;
  }
  const code = constructCode(className, name, properties);
  const text = stacks.withConstruct(code, className, constructsPackage);
  if (text === undefined)
    throw notTheExpectedShape(file, code, `import { ${className} } from '${constructsPackage}';`);
  tree.write(file, text);
  await formatFiles(tree);
  return () => updateAddressesOf(tree.root, root);
}

/** The classes of constructs that have an image which others can run. */
const imageOwners = ['WebService', 'Worker'];

/** The constructs of an application whose image others can run. */
function imageOwnersIn(stacks: StacksFile): ConstructCall[] {
  return stacks.constructs().filter(({ className }) => imageOwners.includes(className));
}

/** The answer of what has an image, and releases, of its own. */
export const ownImage = 'own';

/** Whose image something runs that can have none of its own: asked only where there are several. */
export function imageQuestion<Options extends ConstructOptions & { readonly image?: string }>(
  tree: Tree,
): Question<Options> {
  const owners = ({ application }: Partial<Options>) =>
    application ? imageOwnersIn(readApplication(tree, application).stacks).map(({ id }) => id) : [];
  return {
    option: 'image',
    ask: 'Whose image does it run?',
    choices: (answers) => [...owners(answers), ownImage],
    isNeeded: (answers) => owners(answers).length > 1,
    check: (id) => id,
  };
}

/**
 * @throws UserError when there is no such construct.
 */
function imageOwner(stacks: StacksFile, id: string | undefined, application: string): ConstructCall {
  const owners = imageOwnersIn(stacks);
  const owner = owners.find((each) => id === undefined || each.id === id);
  if (owner) return owner;
  throw noSuchImageOwner(
    application,
    id,
    owners.map((each) => each.id),
  );
}

/** What something is called. */
export function nameQuestion<Options extends { readonly name: string }>(
  ask: string,
  example: string,
  check: (name: string) => string,
): Question<Options> {
  return { option: 'name', ask, example, check };
}

/** Which application something is for. */
export function applicationQuestion<Options extends ConstructOptions>(
  tree: Tree,
  ask = 'Which application is it for?',
): Question<Options> {
  return {
    option: 'application',
    ask,
    choices: () => applicationNames(tree),
    check: (name) => (readApplication(tree, name), name),
  };
}

/** An application's file of stacks. */
export function readApplication(
  tree: Tree,
  application: string,
): { root: string; file: string; stacks: StacksFile } {
  const applications = applicationNames(tree);
  if (!applications.includes(application)) throw noSuchApplication(application, applications);
  const { root } = readProjectConfiguration(tree, application);
  const file = join(root, stacksFile);
  return { root, file, stacks: new StacksFile(tree.read(file, 'utf-8') ?? '') };
}

/** Every application of the workspace. */
export function applicationNames(tree: Tree): string[] {
  return [...getProjects(tree)]
    .filter(([, { tags }]) => tags?.includes('layer:application'))
    .map(([name]) => name)
    .sort();
}

/** A string as TypeScript. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

function constructCode(
  className: string,
  name: string,
  properties: Readonly<Record<string, string>>,
): string {
  const lines = Object.entries(properties).map(([key, value]) => `${key}: ${value},\n`);
  return `new ${className}(this, ${quoted(name)}, {\n${lines.join('')}});`;
}

/** What a person wrote stays; where they are asked for something else than that, they have to know. */
function refuseDifference<Options extends ConstructOptions>(
  existing: ConstructCall,
  wanted: Readonly<Record<string, string>>,
  options: Options,
  { className, defaults = [] }: ConstructTemplate<Options>,
  file: string,
): void {
  if (existing.className !== className) {
    throw anotherConstructHasTheName(existing.id, existing.className, file);
  }
  const given = Object.entries(wanted).filter(
    ([key]) => !defaults.some((name) => name === key && options[name] === undefined),
  );
  const different = given.filter(([key, value]) => plain(existing.properties[key] ?? '') !== plain(value));
  if (different.length > 0) {
    throw alreadyThereOtherwise(
      existing.id,
      file,
      different.map(([key, value]) => `${key}: ${value}`),
    );
  }
}

/** Code without what a formatter may change. */
function plain(code: string): string {
  return code.replace(/\s+|,(?=\s*[})\]])/g, '').replaceAll('"', "'");
}
