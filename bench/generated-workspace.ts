import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import application from '../tools/nx-infra/src/generators/application/generator';
import service from '../tools/nx-infra/src/generators/service/generator';
import worker from '../tools/nx-infra/src/generators/worker/generator';
import { runGenerator } from '../tools/nx-infra/src/testing/generators';
import { RepositoryCopy } from '../tools/nx-infra/src/testing/repository';

/** A workspace of so many applications, each with two services and a worker, under version control. */
export class GeneratedWorkspace {
  readonly root: string;
  private readonly folder: string;
  private changes = 0;

  private constructor(folder: string, root: string) {
    this.folder = folder;
    this.root = root;
  }

  static async of(applications: number): Promise<GeneratedWorkspace> {
    const folder = mkdtempSync(join(tmpdir(), `bench-${applications}-`));
    const { root } = new RepositoryCopy(folder);
    await generate(root, 'application1');
    for (let n = 2; n <= applications; n++) copy(root, 'application1', `application${n}`);
    const workspace = new GeneratedWorkspace(folder, root);
    workspace.git('init', '--quiet');
    workspace.commit();
    return workspace;
  }

  /** A commit that changes what one application runs on, as in a pull request. */
  change(): void {
    this.changes += 1;
    const line = `export const change${this.changes} = ${this.changes};\n`;
    appendFileSync(join(this.root, 'apps/application1/src/stacks.ts'), line);
    this.commit();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private commit(): void {
    const person = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
    this.git('add', '--all');
    this.git(...person, 'commit', '--quiet', '-m', 'A change');
  }

  private git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

async function generate(root: string, name: string): Promise<void> {
  const host = (id: string) => `${id}-${name}.grades.no`;
  const shared = { application: name, port: 3000, healthCheck: '/health' };
  await runGenerator(root, application, { name, owner: 'dotkom' });
  await runGenerator(root, service, { ...shared, name: 'api', host: host('api') });
  await runGenerator(root, service, { ...shared, name: 'web', host: host('web') });
  await runGenerator(root, worker, { application: name, name: 'mailer', healthCheck: 'node healthy.js' });
}

/** Another application that is as large: to generate hundreds, each beside all before it, takes longer than what is measured. */
function copy(root: string, from: string, to: string): void {
  const files = readdirSync(join(root, 'apps', from), { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of files.filter((entry) => entry.isFile())) {
    const text = readFileSync(join(parentPath, name), 'utf8');
    const folder = parentPath.replace(join('apps', from), join('apps', to));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text.replaceAll(from, to));
  }
}
