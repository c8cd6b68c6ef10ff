import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A line of a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The lines of this repository's code that an error came by, the innermost first: neither Node's nor a package's. */
export function placesOf(error: Error): readonly Place[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.flatMap((line) => {
    const [, at = '', number] = /\(?((?:file:\/\/)?\/[^()]+):(\d+):\d+\)?$/.exec(line) ?? [];
    const file = at.startsWith('file:') ? fileURLToPath(at) : at;
    const isOurs = file !== '' && !file.split(sep).includes('node_modules');
    return isOurs ? [{ file, line: Number(number) }] : [];
  });
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
  return relative(process.cwd(), file);
}
