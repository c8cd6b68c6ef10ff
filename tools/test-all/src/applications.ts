import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject, stacksFile, Stacks } from '@dotkom/stack';
import { SynthesisedStack, synthesisedStacks, writtenStacks } from '@dotkom/stack/testing';
import { readStacks, SynthesisedStack as WrittenStack } from '@dotkom/synthesised';

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

/** Stacks written as `nx synth` does, with where in the code each resource comes from. */
export function written(create: Stacks, project: ReturnType<typeof readProject>): WrittenStack[] {
  const folder = mkdtempSync(join(tmpdir(), 'estate-'));
  try {
    writtenStacks(create, project, folder);
    return readStacks(folder, project.name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The stacks of a project below apps/, written so. */
export function writtenStacksOf(name: string): WrittenStack[] {
  const folder = folderOf(name);
  return written(require(join(folder, stacksFile)).default, readProject(folder));
}
