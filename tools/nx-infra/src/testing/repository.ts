import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nxByItself } from '@dotkom/processes';

const repository = join(__dirname, '..', '..', '..', '..');

/** What a workspace needs so that everything works in it as it does here. */
const files = [
  ...[
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.base.json',
    'jest.preset.js',
    'jest.setup.ts',
    'eslint.config.mjs',
  ],
  ...['.gitignore', '.nxignore', '.prettierignore', '.prettierrc.json'],
  ...['libs', 'apps/platform/project.json'],
];

/** Every tool but those that prove something of the applications, which are not there. */
function tools(): string[] {
  const proves = (name: string) =>
    readFileSync(join(repository, 'tools', name, 'project.json'), 'utf8').includes('"layer:proof"');
  return readdirSync(join(repository, 'tools'))
    .filter((name) => existsSync(join(repository, 'tools', name, 'project.json')) && !proves(name))
    .map((name) => join('tools', name));
}

/** A copy of this repository without its applications, to run programs in. */
export class RepositoryCopy {
  readonly root: string;

  constructor(parent: string) {
    this.root = join(parent, 'repository');
    mkdirSync(this.root, { recursive: true });
    for (const file of [...files, ...tools()]) {
      cpSync(join(repository, file), join(this.root, file), {
        recursive: true,
        filter: (path) => !path.endsWith('.spec.ts'),
      });
    }
    symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** Runs a program of node_modules/.bin, and gives what it printed. */
  run(program: string, ...args: readonly string[]): { succeeded: boolean; output: string } {
    const own = Object.entries(process.env).filter(
      ([name]) => !name.startsWith('NX_') && !name.startsWith('JEST_'),
    );
    const { status, stdout, stderr } = spawnSync(join(this.root, 'node_modules', '.bin', program), args, {
      cwd: this.root,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(own),
        ...nxByItself,
        CI: 'true',
        NODE_ENV: 'test',
      },
    });
    return { succeeded: status === 0, output: `${stdout}${stderr}` };
  }
}
