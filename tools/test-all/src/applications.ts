import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProject, stacksFile, Stacks } from '@dotkom/stack/conventions';
import { SynthesisedStack, synthesisedStacks } from '@dotkom/stack/testing';

const apps = join(__dirname, '..', '..', '..', 'apps');

/** Every application, by name: nothing imports one, so what asks about all of them reads the folder. */
export const applications: readonly string[] = readdirSync(apps).filter((name) => {
  const file = join(apps, name, 'project.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).tags?.includes('layer:application');
});

export function folderOf(application: string): string {
  return join(apps, application);
}

/** All stacks of an application, synthesised, by their names. */
export function stacksOf(application: string): Record<string, SynthesisedStack> {
  const folder = folderOf(application);
  const create: Stacks = require(join(folder, stacksFile)).default;
  return synthesisedStacks(create, readProject(folder));
}
