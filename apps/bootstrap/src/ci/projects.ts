import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformName, platformNames } from '@dotkom/platform';
import { checkedApplicationName, organisation, Project, readProject, stacksFile } from '@dotkom/stack';
import { notRepositories, unknownKind } from '../errors';

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
  readonly metadata?: { readonly repositories?: unknown };
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
  const projects = roots.map((root) => ({ project: readProject(root), file: projectFile(root) }));
  const shared = projects.filter(({ file }) => !isApplication(file)).map(({ project }) => project);
  for (const { name, file = '' } of shared)
    if (name !== 'bootstrap' && name !== 'platform') throw unknownKind(name, file);
  return {
    applications: projects
      .filter(({ file }) => isApplication(file))
      .map(({ project, file }) => application(project, file)),
    platforms: shared.some(({ name }) => name === 'platform') ? platformNames : [],
  };
}

function projectFile(root: string): ProjectFile {
  return JSON.parse(readFileSync(join(root, 'project.json'), 'utf8'));
}

function isApplication({ tags = [] }: ProjectFile): boolean {
  return tags.includes('layer:application');
}

function application(
  { name, environments = [], file = '' }: Project,
  { metadata = {} }: ProjectFile,
): DeployedApplication {
  checkedApplicationName(name);
  const { repositories = [] } = metadata;
  if (!isListOfOurs(repositories)) throw notRepositories(file, repositories, organisation.github);
  return { name, environments, repositories };
}

function isListOfOurs(value: unknown): value is readonly string[] {
  const repository = new RegExp(`^${organisation.github}/[\\w.-]+$`);
  return (
    Array.isArray(value) &&
    value.every((each) => typeof each === 'string' && repository.test(each)) &&
    new Set(value).size === value.length
  );
}
