import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kebab } from '../kebab';
import { wordsOf } from './words';
import { Workspace } from './workspace';

/** What stands for a project that a reader has or makes. */
const imagined = ['kvittering', 'PROJECT', 'APPLICATION', 'P', 'NAME'];

/** Options that Nx takes with every target. */
const ofNx = [
  'c',
  'configuration',
  'p',
  'projects',
  'project',
  't',
  'target',
  'targets',
  'exclude',
  'base',
  'head',
  'files',
]
  .concat(
    'skipNxCache',
    'parallel',
    'help',
    'verbose',
    'dryRun',
    'printConfig',
    'web',
    'json',
    'withTarget',
    'output-style',
  )
  .concat('outputStyle', 'graph', 'runMigrations', 'interactive');

/** Nx's own commands that pages name. */
const nxCommands = ['show', 'sync', 'sync:check', 'migrate', 'graph', 'report', 'reset', 'list'];

/** What is wrong with a command line: a name that nothing has, or an option that it does not take. */
export function problemsOf(line: string, workspace: Workspace): string[] {
  const [program, ...words] = wordsOf(line);
  if (program === 'npm') return npmProblems(words, workspace);
  if (program === 'nx') return nxProblems(words, workspace);
  if (program !== 'npx') return [];
  if (words[0] === 'tsx')
    return fileProblems(words.slice(1).find((word) => !word.startsWith('-')) ?? '', workspace);
  return words[0] === 'nx' ? nxProblems(words.slice(1), workspace) : [];
}

function npmProblems([first = '', second = '']: readonly string[], { scripts }: Workspace): string[] {
  const script = first === 'run' ? second : ['start', 'stop', 'test'].includes(first) ? first : undefined;
  return script === undefined || scripts.includes(script) ? [] : [`npm has no script '${script}'`];
}

function fileProblems(file: string, { root }: Workspace): string[] {
  return existsSync(join(root, file)) ? [] : [`there is no ${file}`];
}

function nxProblems([command = '', ...rest]: readonly string[], workspace: Workspace): string[] {
  if (command === 'g' || command === 'generate') return generatorProblems(rest, workspace);
  if (command === 'run') {
    const [project = '', target = ''] = rest[0]?.split(':') ?? [];
    return [...projectProblems(project, workspace), ...targetProblems(target, rest.slice(1), workspace)];
  }
  if (command === 'run-many' || command === 'affected') {
    const { t = '', target = t, targets = target, p = '', projects = p } = optionsOf(rest);
    return [
      ...targets.split(',').flatMap((name) => targetProblems(name, rest, workspace)),
      ...projects
        .split(',')
        .filter((name) => /^\w[\w-]*$/.test(name))
        .flatMap((name) => projectProblems(name, workspace)),
    ];
  }
  if (nxCommands.includes(command)) return [];
  const [project] = rest.filter(
    (word, index) => !word.startsWith('-') && !/^-\w$/.test(rest[index - 1] ?? ''),
  );
  return [
    ...targetProblems(command, rest, workspace),
    ...(project === undefined ? [] : projectProblems(project, workspace)),
  ];
}

function generatorProblems([name = '', ...rest]: readonly string[], { generators }: Workspace): string[] {
  if (isPlaceholder(name)) return [];
  const known = generators.get(name.replace(/^.*:/, ''));
  if (!known) return [`there is no generator '${name}'`];
  return unknownOptions(rest, [...known, 'a']).map(
    (option) => `the generator ${name} has no option --${option}`,
  );
}

function targetProblems(name: string, words: readonly string[], { targets }: Workspace): string[] {
  if (isPlaceholder(name)) return [];
  if (!targets.has(name)) return [`there is no target '${name}'`];
  const known = targets.get(name);
  return known
    ? unknownOptions(words, known).map((option) => `the target ${name} has no option --${option}`)
    : [];
}

function projectProblems(name: string, { projects }: Workspace): string[] {
  return projects.includes(name) || imagined.includes(name) || isPlaceholder(name)
    ? []
    : [`there is no project '${name}'`];
}

function isPlaceholder(name: string): boolean {
  return /^(|…|\.\.\.|"?\$\w+"?|<.*>|[A-Z_]+)$/.test(name);
}

function unknownOptions(words: readonly string[], known: readonly string[]): string[] {
  const names = [...known, ...ofNx].map(kebab); // Nx takes both forms.
  const end = words.indexOf('--');
  return Object.keys(optionsOf(words.slice(0, end < 0 ? undefined : end)))
    .map((name) => kebab(name).replace(/^no-/, ''))
    .filter((name) => !names.includes(name));
}

/** The options of a command line, each with the words that follow it up to the next. */
function optionsOf(words: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  let last: string | undefined;
  for (const word of words) {
    const [, name, value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/.exec(word) ?? [];
    if (name) options[(last = name)] = value ?? '';
    else if (last) options[last] = [options[last], word].filter(Boolean).join(',');
  }
  return options;
}
