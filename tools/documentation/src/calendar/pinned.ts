import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import dates from './dates.json';

/** Something that is pinned in the repository, and where. */
interface Pinned {
  readonly what: string;
  readonly file: string;
  /** What stands in the file; its group is the version. */
  readonly pattern: string;
}

/** Something whose support ends. */
export interface Ending extends Pinned {
  /** The version that `ends` is the end of. */
  readonly version: string;
  /** As `2027-04-30`. */
  readonly ends: string;
  readonly then: string;
  readonly source: string;
}

/** What ends, by its day; what has no day that anybody has published; and what a year wants. */
export const endings: readonly Ending[] = [...dates.ends].sort((one, other) =>
  one.ends < other.ends ? -1 : 1,
);
export const withoutEnd: readonly Pinned[] = dates.withoutEnd;
export const year: readonly { readonly when: string; readonly what: string }[] = dates.year;

/** The version that the repository has now. @throws Error where the file does not say one: the data has to follow. */
export function pinnedVersion(root: string, { what, file, pattern }: Pinned): string {
  const [, version] = new RegExp(pattern).exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (!version)
    throw new Error(`${file} says no version of ${what} (${pattern}). Mend it in calendar/dates.json.`);
  return version;
}
