import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A picture in docs/, and what it is a picture of. */
export interface Picture {
  /** Files, or folders with all that is in them, that make the page it shows; from the root. */
  readonly of: readonly string[];
  /** Of what they held when it was taken. */
  readonly digest: string;
}

const list = 'docs/pictures.json';

/** Every picture that is known, by the name of its file in docs/. */
export function readPictures(root: string): Readonly<Record<string, Picture>> {
  return JSON.parse(readFileSync(join(root, list), 'utf8'));
}

/** The digest of what a picture is of, as it is now. */
export function digestNow(root: string, { of }: Pick<Picture, 'of'>): string {
  const hash = createHash('sha256');
  for (const file of of.flatMap((path) => filesAt(root, path)).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Notes that pictures were taken just now. */
export function noteTaken(root: string, names: readonly string[]): void {
  const pictures = Object.entries(readPictures(root)).map(([name, picture]) => [
    name,
    names.includes(name) ? { ...picture, digest: digestNow(root, picture) } : picture,
  ]);
  writeFileSync(join(root, list), `${JSON.stringify(Object.fromEntries(pictures), undefined, 2)}\n`);
}

function filesAt(root: string, path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesAt(root, join(path, name)));
}
