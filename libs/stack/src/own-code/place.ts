import { existsSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the libraries are. */
const libraries = join(__dirname, '..', '..', '..');

/** A line of a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A line of a stack trace: `at new Grades (/infra (2)/apps/grades/src/stacks.ts:12:5)`, or the place alone. */
const frame = /^\s+at (?:async )?(?:.*? \()?((?:file:\/\/)?\/.*):(\d+):\d+\)?$/;
/** What esbuild gives an export by, at a line that is none of its file. */
const exported = /^\s+at Object\.get \[as /;

/**
 * The lines of this repository's code that an error came by, the innermost first: neither Node's nor a package's, nor those by
 * which it is watched what a project's code reads.
 */
export function placesOf(error: Error): readonly Place[] {
  const lines = String(error.stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const getter = lines.slice(0, 2).findIndex((line) => exported.test(line));
  return lines.slice(getter + 1).flatMap((line) => {
    const [, at = '', number] = frame.exec(line) ?? [];
    const file = at.startsWith('file:') ? fileURLToPath(at) : at;
    const isCode = file !== '' && !file.split(sep).includes('node_modules') && !isWithin(__dirname, file);
    return isCode ? [{ file, line: Number(number) }] : [];
  });
}

/** Whether a file is one of the libraries', and not of a project that uses them. */
export function isOfLibrary(file: string): boolean {
  return isWithin(libraries, file);
}

/** A folder as Node.js names its files, whichever link it was given by. */
export function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** Whether a file is one of a folder's. */
export function isWithin(folder: string, file: string): boolean {
  return file.startsWith(folder + sep);
}

/** A place as an editor opens it: `apps/grades/src/stacks.ts:12`. */
export function shown({ file, line }: Place): string {
  return `${shownFile(file)}:${line}`;
}

/** A file or a folder from where the command was given. */
export function shownFile(file: string): string {
  return relative(process.cwd(), file) || '.';
}
