import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stacks } from '@dotkom/stack/conventions';
import { writtenStacks } from '@dotkom/stack/testing';
import { noChangeKnown } from '../errors';
import { changeAll } from './changes';

/** A workspace beside the true one, in which stacks are written that no project has. */
export class EstateWorkspace {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
    rmSync(root, { recursive: true, force: true });
  }

  /**
   * Writes the stacks of a project in the place of those that were there.
   *
   * @param changed whether each resource is changed, too, as another version of the constructs would.
   * @throws Error when a resource is of a type that nobody has said how to change.
   */
  synthesise(name: string, owner: string, create: Stacks, { changed = false } = {}): void {
    const folder = join(this.root, 'apps', name);
    const outdir = join(this.root, 'dist', 'apps', name);
    for (const made of [folder, outdir]) mkdirSync(made, { recursive: true });
    writeFileSync(join(folder, 'project.json'), JSON.stringify({ name, metadata: { owner } }));
    writtenStacks(create, { name, owner }, outdir);
    if (changed) this.changeStacks(join(outdir, 'stacks'));
  }

  private changeStacks(folder: string): void {
    for (const stack of readdirSync(folder)) {
      const file = join(folder, stack, 'cdk.tf.json');
      const json = JSON.parse(readFileSync(file, 'utf8'));
      const unknown = changeAll(json);
      if (unknown.length > 0) throw noChangeKnown(unknown);
      // One tag fewer: what provider and role do to take tags away.
      for (const { default_tags } of json.provider.aws) delete default_tags[0].tags.Repository;
      writeFileSync(file, JSON.stringify(json));
    }
  }
}
