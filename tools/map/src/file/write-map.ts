import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stacksBelow, SynthesisedStack } from '@dotkom/synthesised';
import { mapOf } from '../model/map-of';
import { monthlyCosts } from '../model/monthly-costs';
import { nothingSynthesised } from '../errors';
import { buildPage } from './page';

export interface WriteMapOptions {
  /** The folder that `nx synth` writes to. The map is written there, too. */
  readonly dist: string;
  /** Such a folder as it was before a change. @default nothing is compared */
  readonly before?: string;
}

/**
 * Writes the map of everything that is synthesised, as one HTML file that opens from disk, and gives its path.
 *
 * @throws UserError when nothing is synthesised, or the size or price of something is not known.
 * @example await writeMap({ dist: 'dist' }); // 'dist/map.html'
 */
export async function writeMap({ dist, before }: WriteMapOptions): Promise<string> {
  const stacks = stacksIn(dist);
  const data = await mapOf(stacks, {
    costs: monthlyCosts(stacks),
    before: before ? stacksIn(before) : undefined,
  });
  const path = join(dist, 'map.html');
  writeFileSync(path, await buildPage(data));
  return path;
}

function stacksIn(dist: string): SynthesisedStack[] {
  const stacks = stacksBelow(join(dist, 'apps'));
  if (stacks.length === 0) throw nothingSynthesised(dist);
  return stacks;
}
