import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applicationFiles } from '../tools/nx-infra/src/generators/application/files';

/**
 * `npx tsx bench/affected.ts`: how long `nx affected -t synth` takes for one changed application in a workspace of ten
 * generated applications, and of 300. The times are this machine's; the ratio is what can be compared.
 */
const repository = join(__dirname, '..');
const needed = [
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'jest.preset.js',
];
const folders = ['libs', 'tools/nx-infra', 'tools/local-aws', 'tools/house-rules', '.gitignore', '.nxignore'];

function seconds(applications: number): number {
  const root = mkdtempSync(join(tmpdir(), `affected-${applications}-`));
  try {
    for (const path of [...needed, ...folders])
      cpSync(join(repository, path), join(root, path), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
    for (let n = 1; n <= applications; n++) writeApplication(root, `application${n}`);
    affected(root); // The first one also fills the caches that a working copy has.
    writeFileSync(join(root, 'apps/application1/src/more.ts'), 'export const more = 1;\n');
    const started = Date.now();
    affected(root);
    return (Date.now() - started) / 1000;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeApplication(root: string, name: string): void {
  const className = name[0]?.toUpperCase() + name.slice(1);
  for (const [path, content] of Object.entries(applicationFiles({ name, owner: 'dotkom', className }))) {
    const file = join(root, 'apps', name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function affected(root: string): void {
  const args = ['affected', '-t', 'synth', '--files=apps/application1/src/stacks.ts', '--outputStyle=static'];
  const { status } = spawnSync(join(root, 'node_modules', '.bin', 'nx'), args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (status !== 0) throw new Error('nx affected failed.');
}

const [ten, many] = [seconds(10), seconds(300)];
console.log(`10: ${ten.toFixed(1)} s, 300: ${many.toFixed(1)} s, 300/10 ${(many / ten).toFixed(2)}`);
