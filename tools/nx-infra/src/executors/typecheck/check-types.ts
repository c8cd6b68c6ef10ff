import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { typesDoNotFit } from '../errors';

/**
 * Checks the types of a project: a property that is spelt wrong is otherwise left out in silence.
 *
 * @throws UserError with what the compiler says.
 */
export function checkTypes(workspaceRoot: string, folder: string): void {
  const config = join(folder, 'tsconfig.json');
  const compiler = join(workspaceRoot, 'node_modules', '.bin', 'tsc');
  if (!existsSync(config) || !existsSync(compiler)) return;
  const { status, stdout } = spawnSync(compiler, ['--noEmit', '--pretty', 'false', '-p', config], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw typesDoNotFit(stdout.trim());
}
