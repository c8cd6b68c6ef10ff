import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stacksIfAny, SynthesisedStack } from '@dotkom/synthesised';
import { nothingSynthesised } from '../errors';

/**
 * The stacks of every project, as `nx synth` wrote them to a folder `dist`.
 *
 * @throws UserError when there are none.
 */
export function stacksIn(dist: string): SynthesisedStack[] {
  const apps = join(dist, 'apps');
  const projects = existsSync(apps) ? readdirSync(apps).sort() : [];
  const stacks = projects.flatMap((project) => stacksIfAny(join(apps, project), project));
  if (stacks.length === 0) throw nothingSynthesised(dist);
  return stacks;
}
