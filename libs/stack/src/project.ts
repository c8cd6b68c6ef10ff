import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Construct } from 'constructs';
import { noOwner, noProject, noProjectName, notJson } from './errors';

/** What a stack needs to know of the Nx project it belongs to. */
export interface Project {
  readonly name: string;
  /** The GitHub team that owns the project; the value of the `Owner` tag. */
  readonly owner: string;
  /** The project.json that says so, as a person would open it. */
  readonly file?: string;
}

/** Where a project says which stacks it has, relative to its folder. */
export const stacksFile = join('src', 'stacks.ts');

const contextKey = 'dotkom:project';

/**
 * Reads the project.json of a project folder.
 *
 * @throws UserError when the folder holds no project or the project names no owner.
 */
export function readProject(folder: string): Project {
  const file = join(folder, 'project.json');
  if (!existsSync(file)) throw noProject(folder);
  const { name, metadata } = parsed(file);
  if (typeof name !== 'string' || name === '') throw noProjectName(file);
  return { name, owner: checkedOwner(metadata?.owner, file), file: relative(process.cwd(), file) };
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

function parsed(file: string): { name?: unknown; metadata?: { owner?: unknown } } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw notJson(file, (error as Error).message);
  }
}

/** The context that carries a project into its stacks. */
export function projectContext(project: Project): Record<string, unknown> {
  return { [contextKey]: project };
}

/** The project whose stacks are being synthesised. */
export function projectOf(scope: Construct): Project {
  return scope.node.getContext(contextKey);
}
