import fs from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWithin } from '../place';
import { functionsOf, guarded, Refuse, replace, Restore } from './replace';

/** What is told a file by its path, in all its forms: `readFileSync`, `existsSync`, `opendir`, `statfs`. */
const reads = /^(read|open|l?stat|exists|access|realpath|createReadStream|cp|copyFile|glob|watch)/;

/**
 * Files outside of the repository, such as /etc/hostname: another machine has others, and no commit says what is in them. And a
 * file that is named from where the command was given.
 */
export function guardFiles(refuse: Refuse, projectFolder: string): Restore[] {
  const repository = repositoryOf(projectFolder);
  return [fs, fs.promises].flatMap((owner) =>
    functionsOf(owner, reads).map((name) =>
      replace(owner, name, {
        value: guarded(
          ([path]) => {
            if (typeof path === 'string' && !isAbsolute(path))
              refuse(`${name}('${path}'), from where the command was given,`);
            const file = fileOf(path);
            if (file !== undefined && file !== repository && !isWithin(repository, file))
              refuse(`${name}('${file}')`);
          },
          Reflect.get(owner, name),
        ),
      }),
    ),
  );
}

/** The folder with nx.json that a project is in; the project's own where it is in none. */
function repositoryOf(projectFolder: string): string {
  for (let folder = projectFolder; dirname(folder) !== folder; folder = dirname(folder))
    if (fs.existsSync(join(folder, 'nx.json'))) return folder;
  return projectFolder;
}

/** The file that is meant; nothing by a number, since somebody opened that one by its path. */
function fileOf(path: unknown): string | undefined {
  if (path instanceof URL) return path.protocol === 'file:' ? fileURLToPath(path) : undefined;
  return typeof path === 'string' || Buffer.isBuffer(path) ? resolve(String(path)) : undefined;
}
