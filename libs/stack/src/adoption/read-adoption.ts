import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { notJson } from '../errors';
import { adoptionFile } from './adoption';

/**
 * What the `adoption.json` of a project folder holds, unchecked; nothing where there is none.
 *
 * @throws UserError when it is no JSON.
 */
export function readAdoption(folder: string): unknown {
  const file = join(folder, adoptionFile);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw notJson(relative(process.cwd(), file), (error as Error).message);
  }
}
