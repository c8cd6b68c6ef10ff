import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Stacks } from '@dotkom/stack';
import { noChangeKnown } from '../errors';
import { changeAll } from './changes';
import { projectContext } from '../../../../libs/stack/src/project';
import { refuseProblems } from '../../../../libs/stack/src/problems';

/** A workspace beside the true one, in which stacks are written that no project has. */
export class EstateWorkspace {
  constructor(readonly root: string) {
    rmSync(root, { recursive: true, force: true });
  }

  /** Writes the stacks of a project in the place of those that were there. */
  synthesise(project: string, owner: string, create: Stacks, { changed = false } = {}): void {
    const folder = join(this.root, 'apps', project);
    const outdir = join(this.root, 'dist', 'apps', project);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'project.json'), JSON.stringify({ name: project, metadata: { owner } }));
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    const app = new App({ outdir, context: projectContext({ name: project, owner }), skipValidation: true });
    create(app);
    refuseProblems(app);
    app.synth();
    if (changed)
      for (const stack of readdirSync(join(outdir, 'stacks')))
        this.change(join(outdir, 'stacks', stack, 'cdk.tf.json'));
  }

  private change(file: string): void {
    const stack = JSON.parse(readFileSync(file, 'utf8'));
    const unknown = changeAll(stack);
    if (unknown.length > 0) throw noChangeKnown(unknown);
    writeFileSync(file, JSON.stringify(stack));
  }
}
