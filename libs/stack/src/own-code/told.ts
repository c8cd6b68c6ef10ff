import { inspect } from 'node:util';
import { failedInLibrary, madeTooLate, stoppedByCode, thrownValue } from '../errors';
import { Problem } from '../problems';
import { isUserError } from '../user-error';
import { isOfLibrary, isWithin, placesOf, realFolder, shown, shownFile } from './place';
import { remedy } from './remedy';
import { toldOfLoading } from './told-of-loading';

/**
 * What a project's own code threw, as a person needs it: the line of theirs, and the words. Nothing where the project's code
 * had no part in it: that is a mistake of ours, and its stack trace is needed.
 */
export function told(error: unknown, projectFolder: string): Problem | undefined {
  const folder = realFolder(projectFolder);
  if (!(error instanceof Error))
    return { path: shownFile(folder), message: thrownValue(written(error)).message };
  const places = placesOf(error);
  const own = places.find((place) => isWithin(folder, place.file));
  if (isUserError(error)) return { path: own && !error.saysWhere ? shown(own) : '', message: error.message };
  const unloaded = toldOfLoading(error, own, folder);
  if (unloaded) return unloaded;
  if (!own) return undefined;
  if (isTooLate(error)) return { path: shown(own), message: madeTooLate().message };
  const [innermost = own] = places;
  if (isOfLibrary(innermost.file))
    return { path: shown(own), message: failedInLibrary(wordsOf(error), shown(innermost)).message };
  const words = [wordsOf(error), ...remedy(error, innermost)].join('. ');
  return { path: shown(innermost), message: stoppedByCode(words).message };
}

/** What constructs says where the tree is locked. */
function isTooLate({ message }: Error): boolean {
  return /^Cannot add children .*during synthesis$/.test(message);
}

/** A value as a person wrote it, or as near as can be. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return inspect(value, { depth: 1 }); // It holds itself, or a bigint.
  }
}

/** What an error says, and what it says of its cause; by the names that the code has for what it imports, and not esbuild's. */
function wordsOf({ name, message, cause }: Error): string {
  const words = `${name}: ${message.replace(/(?:\(0 ?, ?)?\bimport_\w+\.(?:default\.)?([\w$]+)\)?/g, '$1')}`;
  return cause instanceof Error ? `${words}, because of ${cause.name}: ${cause.message}` : words;
}
