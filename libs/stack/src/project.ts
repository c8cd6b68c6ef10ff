import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Construct } from 'constructs';
import { readAdoption } from './adoption/read-adoption';
import { EnvironmentName, environmentNames } from './environment';
import { noOwner, noProject, noProjectName, notEnvironments } from './errors';
import { parsedJson } from './parsed-json';

/** What a stack needs to know of the Nx project it belongs to. */
export interface Project {
  readonly name: string;
  /** The GitHub team that owns the project; the value of the `Owner` tag. */
  readonly owner: string;
  /** The project.json that says so, as a person would open it. */
  readonly file?: string;
  /** The environments in which CI deploys it, as its project.json says; all where that names none. */
  readonly environments?: readonly EnvironmentName[];
  /** What its adoption.json holds, as it is written; nothing where it has none. */
  readonly adoption?: unknown;
}

/** What of a project.json matters here, unchecked. */
interface ProjectFile {
  readonly name?: unknown;
  readonly metadata?: { readonly owner?: unknown; readonly environments?: unknown };
}

/** Where a project says which stacks it has, relative to its folder. */
export const stacksFile = join('src', 'stacks.ts');

const contextKey = 'dotkom:project';

/**
 * Reads the project.json of a project folder, and its adoption.json.
 *
 * @throws UserError when the folder holds no project or the project names no owner, names environments that there are not, or a
 *   file is no JSON.
 */
export function readProject(folder: string): Project {
  const file = relative(process.cwd(), join(folder, 'project.json'));
  if (!existsSync(file)) throw noProject(folder);
  const { name, metadata }: ProjectFile = Object(parsedJson(file));
  if (typeof name !== 'string' || name === '') throw noProjectName(file);
  return {
    name,
    owner: checkedOwner(metadata?.owner, file),
    file,
    environments: checkedEnvironments(metadata?.environments, file),
    ...whatWasThere(folder),
  };
}

function whatWasThere(folder: string): Pick<Project, 'adoption'> {
  const adoption = readAdoption(folder);
  return adoption === undefined ? {} : { adoption };
}

/**
 * Checks that an owner can be a team on GitHub.
 *
 * @param where the file that names it, for the message.
 * @throws UserError when it cannot.
 */
export function checkedOwner(owner: unknown, where: string): string {
  if (!isOwner(owner)) throw noOwner(where, owner);
  return owner;
}

/** Whether something can be the name of a team on GitHub, which is said without the organisation: `dotkom`. */
export function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && /^[a-z0-9][a-z0-9-]*$/i.test(owner);
}

function checkedEnvironments(given: unknown = environmentNames, where: string): readonly EnvironmentName[] {
  const known = environmentNames.filter((name) => Array.isArray(given) && given.includes(name));
  if (known.length === 0 || known.length !== (given as readonly unknown[]).length)
    throw notEnvironments(where, given, environmentNames);
  return known;
}

/** The context that carries a project into its stacks. */
export function projectContext(project: Project): Record<string, unknown> {
  return { [contextKey]: project };
}

/** The file in which a project says which stacks it has, as a person would open it. */
export function codeOf({ file = '' }: Project): string {
  return join(dirname(file), stacksFile);
}

/** The project whose stacks are being synthesised. */
export function projectOf(scope: Construct): Project {
  return scope.node.getContext(contextKey);
}
