import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parsedJson } from '../parsed-json';
import { adoptionFile } from './adoption';

/**
 * What the `adoption.json` of a project folder holds, unchecked; nothing where there is none.
 *
 * @throws UserError when it is no JSON.
 */
export function readAdoption(folder: string): unknown {
  const file = join(folder, adoptionFile);
  return existsSync(file) ? parsedJson(file) : undefined;
}
