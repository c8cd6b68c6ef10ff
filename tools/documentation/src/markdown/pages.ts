import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Page, readPage } from './page';

/** Every page of the repository, those too that are new and not committed. */
export function everyPage(root: string): readonly Page[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path && existsSync(join(root, path)))
    .map((path) => readPage(path, readFileSync(join(root, path), 'utf8')));
}
