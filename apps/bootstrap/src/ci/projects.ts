import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformName, platformNames } from '@dotkom/platform';
import {
  checkedApplicationName,
  environmentNames,
  organisation,
  readProject,
  stacksFile,
} from '@dotkom/stack';
import { notEnvironments, notRepositories, unknownKind } from '../errors';

/** An application that CI deploys, as far as its project.json says. */
export interface DeployedApplication {
  readonly name: string;
  readonly environments: readonly string[];
  /** The repositories on GitHub that its images are built and released from. */
  readonly repositories: readonly string[];
}

/** What CI deploys: everything with stacks but bootstrap, which a person applies. */
export interface DeployedProjects {
  readonly applications: readonly DeployedApplication[];
  readonly platforms: readonly PlatformName[];
}

interface ProjectFile {
  readonly tags?: readonly string[];
  readonly metadata?: { readonly environments?: unknown; readonly repositories?: unknown };
}

/**
 * Reads which projects in a folder CI deploys. An application says in its project.json what its code cannot be asked
 * for, since nothing imports an application: the `environments` it has, if not all, and the `repositories` that
 * release its images.
 *
 * @throws UserError when a project is none of the known kinds, or says something else there.
 */
export function deployedProjects(folder: string): DeployedProjects {
  const roots = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((root) => existsSync(join(root, 'project.json')) && existsSync(join(root, stacksFile)));
  const projects = roots.map((root) => ({ name: readProject(root).name, file: projectFile(root) }));
  const shared = projects.filter(({ file }) => !isApplication(file)).map(({ name }) => name);
  for (const name of shared) if (name !== 'bootstrap' && name !== 'platform') throw unknownKind(name);
  return {
    applications: projects
      .filter(({ file }) => isApplication(file))
      .map(({ name, file }) => application(name, file)),
    platforms: shared.includes('platform') ? platformNames : [],
  };
}

function projectFile(root: string): ProjectFile {
  return JSON.parse(readFileSync(join(root, 'project.json'), 'utf8'));
}

function isApplication({ tags = [] }: ProjectFile): boolean {
  return tags.includes('layer:application');
}

function application(name: string, { metadata = {} }: ProjectFile): DeployedApplication {
  checkedApplicationName(name);
  const { environments = environmentNames, repositories = [] } = metadata;
  if (!isListOf(environments, (each) => environmentNames.some((known) => known === each)))
    throw notEnvironments(name, environments, environmentNames);
  const repository = new RegExp(`^${organisation.github}/[\\w.-]+$`);
  if (!isListOf(repositories, (each) => repository.test(each)))
    throw notRepositories(name, repositories, organisation.github);
  return { name, environments, repositories };
}

function isListOf(value: unknown, allowed: (each: string) => boolean): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((each) => typeof each === 'string' && allowed(each)) &&
    new Set(value).size === value.length
  );
}
