import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readStacks, SynthesisedStack } from '@dotkom/synthesised';

/** What projects and stacks are called. */
const name = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * The stacks of every project in a folder, each project's as `nx synth` writes them; none where the folder is not there.
 * What a pull request left is read here as data and never run.
 */
export function stacksIn(folder: string): SynthesisedStack[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((project) => name.test(project) && existsSync(join(folder, project, 'stacks')))
    .sort()
    .flatMap((project) => readStacks(join(folder, project), project))
    .filter((stack) => name.test(stack.name));
}
