import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { readProject } from '@dotkom/stack/conventions';
import { synthesised, SynthesisedStack, synthesisedStacks } from '@dotkom/stack/testing';

export const root = join(__dirname, '../../..');

/** Loaded by path: no library may know an application, and this looks at all of them at once. */
const load = (path: string) => require(join(root, path));

/** Every stack of the workspace by its name, and one of an application that uses everything. */
export function estate(): Record<string, SynthesisedStack> {
  const projects = readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'apps', name, 'src/stacks.ts')),
  );
  const stacks = projects.map((name) =>
    synthesisedStacks(load(`apps/${name}/src/stacks`).default, readProject(join(root, 'apps', name))),
  );
  return Object.assign({ everything: everything() }, ...stacks);
}

function everything(): SynthesisedStack {
  const { Everything } = load('libs/service/src/testing/everything');
  return synthesised((app: App) => new Everything(app), { name: 'grades', owner: 'dotkom' });
}
