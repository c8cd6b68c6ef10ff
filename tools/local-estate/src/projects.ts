import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { noSuchApplications } from './errors';

/** By this Nx knows what applications share: bootstrap and the platform. */
const shared = 'tag:layer:shared';

/**
 * Has a command of Nx reach the named applications and what they stand on; everything, where none is named.
 *
 * @example await runNx({ args: ['run-many', '-t', 'deploy', ...onlyProjects(['grades'])], ... });
 */
export function onlyProjects(applications: readonly string[]): string[] {
  return applications.length === 0 ? [] : ['-p', [shared, ...applications].join(',')];
}

/** @throws UserError for applications that there are not: Nx would leave them out in silence. */
export function checkApplications(workspaceRoot: string, asked: readonly string[]): void {
  const known = readdirSync(join(workspaceRoot, 'apps')).filter((name) =>
    existsSync(join(workspaceRoot, 'apps', name, 'src', 'stacks.ts')),
  );
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw noSuchApplications(unknown, known);
}
