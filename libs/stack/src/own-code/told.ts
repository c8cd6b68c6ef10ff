import { readFileSync } from 'node:fs';
import { failedInLibrary, notFoundModule, stoppedByCode, thrownValue, unreadableCode } from '../errors';
import { Problem } from '../problems';
import { isUserError } from '../user-error';
import { isWithin, placesOf, shown, shownFile } from './place';
import { remedy } from './remedy';

/**
 * What a project's own code threw, as a person needs it: the line of theirs, and the words. Nothing where the project's code
 * had no part in it: that is a mistake of ours, and its stack trace is needed.
 */
export function told(error: unknown, folder: string): Problem | undefined {
  if (!(error instanceof Error))
    return { path: shownFile(folder), message: thrownValue(written(error)).message };
  const places = placesOf(error);
  const own = places.find((place) => isWithin(folder, place.file));
  if (isUserError(error)) return { path: own && !error.saysWhere ? shown(own) : '', message: error.message };
  const unloaded = toldOfLoading(error, folder);
  if (unloaded) return unloaded;
  if (!own) return undefined;
  const words = [`${error.name}: ${error.message}`, ...remedy(error, own.file)].join('. ');
  const [innermost] = places;
  const { message } = innermost === own ? stoppedByCode(words) : failedInLibrary(words, shown(innermost!));
  return { path: shown(own), message };
}

/** A value as a person wrote it, or as near as can be. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // It holds itself, or a bigint.
  }
}

/** What was wrong before any of it ran: an import that does not exist, a text that is no TypeScript. */
function toldOfLoading(error: Error, folder: string): Problem | undefined {
  const { code, requireStack: [from] = [] } = error as { code?: string; requireStack?: string[] };
  const [, module] = /^Cannot find (?:module|package) '([^']+)'/.exec(error.message) ?? [];
  if (code?.endsWith('MODULE_NOT_FOUND') && module && from && isWithin(folder, from)) {
    return {
      path: shown({ file: from, line: lineOf(module, from) }),
      message: notFoundModule(module).message,
    };
  }
  const [, file, line, words] = /^(\/.+?):(\d+):\d+: ERROR: (.+)$/m.exec(error.message) ?? [];
  if (error.name !== 'TransformError' || !file || !words) return undefined;
  return { path: shown({ file, line: Number(line) }), message: unreadableCode(words).message };
}

function lineOf(module: string, file: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(module)) + 1;
}
