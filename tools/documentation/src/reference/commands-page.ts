import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { banner } from '../banner';
import { cell, row, table } from '../markdown/table';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaOption>>;
  readonly examples?: readonly { readonly command: string; readonly description: string }[];
}

interface SchemaOption {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

/** An executor or a generator of the plugin. */
export interface Command {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  /** Nobody runs it by itself. */
  readonly isHidden: boolean;
}

/** What executors.json or generators.json of the plugin list, with their schemas. */
export function commandsIn(root: string, kind: 'executors' | 'generators'): readonly Command[] {
  const file = join(root, 'tools/nx-infra', `${kind}.json`);
  const listed: Record<string, { description: string; schema: string; hidden?: boolean }> = json(file)[kind];
  return Object.entries(listed).map(([name, { description, schema, hidden = false }]) => ({
    name,
    description,
    schema: json(join(dirname(file), schema)),
    isHidden: hidden,
  }));
}

function json(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The page of all generators. */
export function generatorsPage(generators: readonly Command[]): string {
  const shown = generators.filter(({ isHidden }) => !isHidden);
  return (
    [
      banner,
      '# Generators',
      'What writes code for you: `npx nx g NAME`. Each asks for what you leave out, and changes nothing when it is run twice. `--dry-run` only shows.',
      ...shown.flatMap(({ name, description, schema }) => [
        `## ${name}`,
        description,
        ...(schema.examples ?? []).map(
          ({ command, description: what }) => `${what}:\n\n\`\`\`sh\nnpx ${command}\n\`\`\``,
        ),
        optionTable(schema),
      ]),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** A target, and which projects have it. */
export interface TargetOfKind {
  readonly executor: string;
  readonly description: string;
  readonly of: string;
}

/** The page of all targets. */
export function targetsPage(
  targets: Readonly<Record<string, TargetOfKind>>,
  executors: readonly Command[],
): string {
  const sections = Object.entries(targets).flatMap(([name, { executor, description, of }]) => {
    const found = executors.find((each) => executor.endsWith(`:${each.name}`));
    return [`## ${name}`, `${description}. Of ${of}.`, ...(found ? [optionTable(found.schema)] : [])];
  });
  return (
    [
      banner,
      '# Targets',
      'What Nx can do with a project: `npx nx run PROJECT:TARGET`, or `npx nx TARGET PROJECT` where Nx has no command of that name itself, as it has for `release`. `-c staging` and `-c prod` are one environment in the AWS account that the shell is signed in to, `-c local` all of them on the AWS of this machine; an option `environment` is what `-c` gives. Of several projects at once: `npx nx run-many -t TARGET` and `npx nx affected -t TARGET`.',
      ...sections,
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function optionTable({ properties = {} }: Schema): string {
  const options = Object.entries(properties);
  if (options.length === 0) return 'It has no options.';
  return table(
    ['option', 'what it is', 'default'],
    options.map(([name, { description = '', default: byDefault }]) =>
      row(
        `\`--${name}\``,
        cell(description),
        byDefault === undefined ? '' : cell(`\`${JSON.stringify(byDefault)}\``),
      ),
    ),
  );
}
