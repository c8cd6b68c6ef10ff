import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noSuchApplications } from './errors';

/** By this Nx knows what applications share: bootstrap and the platform. */
const shared = 'layer:shared';

/**
 * Has a command of Nx reach the named applications and what they stand on; everything, where none is named.
 *
 * @example await runNx({ args: ['run-many', '-t', 'deploy', ...onlyProjects(['grades'])], ... });
 */
export function onlyProjects(applications: readonly string[]): string[] {
  return applications.length === 0 ? [] : ['-p', [`tag:${shared}`, ...applications].join(',')];
}

/** @throws UserError for applications that there are not: Nx would leave them out in silence. */
export function checkApplications(workspaceRoot: string, asked: readonly string[]): void {
  const known = projectsIn(workspaceRoot);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw noSuchApplications(unknown, known);
}

/** The applications that there are, without what they share. */
export function applicationsIn(workspaceRoot: string): string[] {
  return projectsIn(workspaceRoot).filter((name) => {
    const { tags = [] } = JSON.parse(readFileSync(join(workspaceRoot, 'apps', name, 'project.json'), 'utf8'));
    return !tags.includes(shared);
  });
}

function projectsIn(workspaceRoot: string): string[] {
  const apps = join(workspaceRoot, 'apps');
  return readdirSync(apps).filter((name) => existsSync(join(apps, name, 'src', 'stacks.ts')));
}
