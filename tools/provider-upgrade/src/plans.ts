import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlanOfStack } from './comparison';
import { noPlans } from './errors';
import { Account } from './options';

/**
 * Plans every stack of an account by `nx diff`, also those that are as they were deployed last, and gives the plans.
 *
 * @throws UserError when one could not be planned.
 */
export function planEverything(root: string, account: Account, when: 'before' | 'after'): PlanOfStack[] {
  const folder = workingFolders(root, account);
  for (const file of planResults(folder)) rmSync(file);
  const args = ['nx', 'run-many', '-t', 'diff', '-c', account, '--force', '--outputStyle=static'];
  const { status } = spawnSync('npx', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw noPlans(when, account);
  return planResults(folder).map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

function workingFolders(root: string, account: Account): string {
  if (account !== 'local') return join(root, 'dist', 'aws');
  return join(resolve(root, process.env.LOCAL_AWS_DIR || 'dist'), 'local');
}

function planResults(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((stack) => join(folder, stack, 'plan-result.json'))
    .filter((file) => existsSync(file));
}
