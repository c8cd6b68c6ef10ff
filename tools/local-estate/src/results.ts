import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DeployResult, readResult } from '@dotkom/deploying';

/** What the last deploy of each stack to a local AWS did, in the order of their names. */
export function readResults(dir: string): DeployResult[] {
  const folder = join(dir, 'local');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((stack) => readResult(join(folder, stack, 'result.json')))
    .filter((result) => result !== undefined);
}
