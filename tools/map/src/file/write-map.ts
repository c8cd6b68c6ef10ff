import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapOf, MonthlyCosts } from '../model/map-of';
import { buildPage } from './page';
import { stacksIn } from './stacks';

export interface WriteMapOptions {
  /** The folder that `nx synth` writes to. The map is written there, too. */
  readonly dist: string;
  /** Such a folder as it was before a change. @default nothing is compared */
  readonly before?: string;
  /** What things cost. @default no cost is shown */
  readonly costs?: MonthlyCosts;
}

/**
 * Writes the map of everything that is synthesised, as one HTML file that opens from disk, and gives its path.
 *
 * @throws UserError when nothing is synthesised, or a node pool's instance type is unknown.
 * @example await writeMap({ dist: 'dist' }); // 'dist/map.html'
 */
export async function writeMap({ dist, before, costs }: WriteMapOptions): Promise<string> {
  const data = await mapOf(stacksIn(dist), { costs, before: before ? stacksIn(before) : undefined });
  const path = join(dist, 'map.html');
  writeFileSync(path, await buildPage(data));
  return path;
}
