import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project, readProject, stacksFile, Stacks } from '@dotkom/stack/conventions';
import { writtenStacks } from '@dotkom/stack/testing';
import { readStacks, SynthesisedStack } from '@dotkom/synthesised';
import { applications, folderOf } from './applications';

/** Stacks as `nx synth` writes them, with where in the code each resource comes from. */
export function written(create: Stacks, project: Project): SynthesisedStack[] {
  const folder = mkdtempSync(join(tmpdir(), 'estate-'));
  try {
    writtenStacks(create, project, folder);
    return readStacks(folder, project.name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every stack of every project. */
export function writtenEstate(): SynthesisedStack[] {
  return ['bootstrap', 'platform', ...applications].flatMap((name) =>
    written(require(join(folderOf(name), stacksFile)).default, readProject(folderOf(name))),
  );
}
