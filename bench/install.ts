import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Benchmark, rounded } from './figures';
import { measured } from './measured';

const workspaceRoot = join(__dirname, '..');

const mebibytes = (folder: string): number =>
  Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024;

/** Packages as npm names them, those of a scope each by itself. */
function packagesIn(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : name,
    );
}

/** What `npm ci` brings. */
export const install: Benchmark = async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bench-install-'));
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      copyFileSync(join(workspaceRoot, file), join(cwd, file));
    const ci = ['npm', 'ci', '--no-audit', '--no-fund'];
    const cold = await measured(ci, { cwd, env: { npm_config_cache: join(cwd, 'cache') } });
    rmSync(join(cwd, 'node_modules'), { recursive: true }); // To delete it takes as long as to make it.
    const warm = await measured(ci, { cwd, env: { npm_config_cache: join(cwd, 'cache') } });
    const modules = join(cwd, 'node_modules');
    const packages = packagesIn(modules);
    const largest = packages
      .map((name) => ({ name, size: mebibytes(join(modules, name)) }))
      .sort((one, other) => other.size - one.size)
      .slice(0, 8);
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
    const named = Object.keys({ ...dependencies, ...devDependencies }).length;
    return {
      title: 'Installing',
      how: '`npm ci` into an empty folder, once with an empty cache of npm and once with a full one; then what takes most room.',
      columns: ['what', 'seconds or MiB'],
      rows: [
        ['`npm ci`, nothing cached, seconds', rounded(cold.seconds)],
        ['`npm ci`, all cached, seconds', rounded(warm.seconds)],
        ['node_modules, MiB', rounded(mebibytes(modules))],
        ...largest.map(({ name, size }) => [`${name}, MiB`, rounded(size)]),
      ],
      says: [`package.json names ${named} packages, npm installs ${packages.length} beside each other.`],
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};
