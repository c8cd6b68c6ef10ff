import { linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file only if there is none: of several processes at once, one gets `true`. It appears whole or not at all.
 *
 * @param owner who claims it, different for each that may do so at once.
 */
export function claimFile(file: string, text: string, owner: string | number): boolean {
  const draft = `${file}.${owner}`;
  writeFileSync(draft, text);
  try {
    // A link appears whole or not at all, and never over a file that is there.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
