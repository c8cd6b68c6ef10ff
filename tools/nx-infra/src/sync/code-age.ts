import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a project's stacks are made of, in its folder. */
const code = ['src', 'project.json', 'adoption.json'];

/**
 * Whether a project's code was written after its stacks. By the clock of the files: it says that somebody should look, not that
 * the stacks would be others.
 *
 * @param synthesised the folder that holds its stacks.
 */
export function isOlderThanCode(synthesised: string, projectFolder: string): boolean {
  const written = newest(join(synthesised, 'stacks'));
  return code.some((each) => newest(join(projectFolder, each)) > written);
}

/** When a file, or the file of a folder that was last, was written. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return path.endsWith('.spec.ts') ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
