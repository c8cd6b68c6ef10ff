import { spawnSync } from 'node:child_process';
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

/**
 * `npx tsx bench/affected.ts`: how long `nx affected -t synth` takes for one changed application in a workspace of ten
 * generated applications, and of 300, each with two services and a worker; the change is a commit, as in a pull request.
 * The times are this machine's; the ratio is what can be compared.
 */
const runs = 5;

/** The median of several runs. */
async function seconds(applications: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), `affected-${applications}-`));
  try {
    const workspace = new RepositoryCopy(folder);
    await generate(workspace.root, 'application1');
    for (let n = 2; n <= applications; n++) copy(workspace.root, 'application1', `application${n}`);
    git(workspace.root, 'init', '--quiet');
    commit(workspace.root);
    const [, ...times] = Array.from({ length: runs + 1 }, (_, n) => {
      change(workspace.root, n);
      const started = Date.now();
      affected(workspace);
      return (Date.now() - started) / 1000;
    }); // The first one also fills the caches that a working copy has.
    return times.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function generate(root: string, name: string): Promise<void> {
  const host = (id: string) => `${id}-${name}.grades.no`;
  const shared = { application: name, port: 3000, healthCheck: '/health' };
  await runGenerator(root, application, { name, owner: 'dotkom' });
  await runGenerator(root, service, { ...shared, name: 'api', host: host('api') });
  await runGenerator(root, service, { ...shared, name: 'web', host: host('web') });
  await runGenerator(root, worker, { application: name, name: 'mailer' });
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

/** A commit that changes what one application runs on. */
function change(root: string, n: number): void {
  appendFileSync(join(root, 'apps/application1/src/stacks.ts'), `export const change${n} = ${n};\n`);
  commit(root);
}

function commit(root: string): void {
  git(root, 'add', '--all');
  git(
    root,
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@localhost',
    'commit',
    '--quiet',
    '-m',
    'A change',
  );
}

function git(root: string, ...args: readonly string[]): void {
  const { status } = spawnSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed.`);
}

function affected(workspace: RepositoryCopy): void {
  const { succeeded, output } = workspace.run(
    'nx',
    'affected',
    '-t',
    'synth',
    '--base=HEAD~1',
    '--outputStyle=static',
  );
  if (!succeeded || !output.includes('application1:synth')) throw new Error(output);
}

async function bench(): Promise<void> {
  const [ten, many] = [await seconds(10), await seconds(300)];
  console.log(`10: ${ten.toFixed(1)} s, 300: ${many.toFixed(1)} s, 300/10 ${(many / ten).toFixed(2)}`);
}

void bench();
