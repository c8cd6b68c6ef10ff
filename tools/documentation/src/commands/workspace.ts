import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandsIn } from '../reference/commands-page';
import { inferredTargets } from '../reference/targets';

/** What commands can name. */
export interface Workspace {
  readonly root: string;
  readonly projects: readonly string[];
  /** Every target that some project has, with its options; of one that takes any, none are said. */
  readonly targets: ReadonlyMap<string, readonly string[] | undefined>;
  readonly generators: ReadonlyMap<string, readonly string[]>;
  readonly scripts: readonly string[];
}

/** Reads what there is: the plugin's targets and generators, those of each project.json, the scripts of npm. */
export function readWorkspace(root: string): Workspace {
  const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const projects = projectFiles(root).map((file) => ({ file, ...json(file) }));
  const executors = new Map(
    commandsIn(root, 'executors').map((each) => [each.name, Object.keys(each.schema.properties ?? {})]),
  );
  const own = projects.flatMap(({ targets = {} }) => Object.keys(targets));
  const fromPlugins = projects.flatMap(({ file }) =>
    existsSync(join(root, dirname(file), 'jest.config.js')) ? ['test', 'lint'] : [],
  );
  return {
    root,
    projects: projects.map(({ name }) => name),
    targets: new Map([
      ...[...own, ...fromPlugins].map((name) => [name, undefined] as const),
      ...Object.entries(inferredTargets()).map(
        ([name, { executor }]) => [name, executors.get(executor.replace(/^.*:/, ''))] as const,
      ),
    ]),
    generators: new Map(
      commandsIn(root, 'generators').map((each) => [each.name, Object.keys(each.schema.properties ?? {})]),
    ),
    scripts: Object.keys(json('package.json').scripts),
  };
}

function projectFiles(root: string): string[] {
  const folders = ['apps', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  return [...folders, 'packer']
    .map((folder) => join(folder, 'project.json'))
    .filter((file) => existsSync(join(root, file)));
}
