import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { importedLater, notFoundModule, topLevelAwait, unreadableCode, unreadableImport } from '../errors';
import { parsedJson } from '../parsed-json';
import { Problem } from '../problems';
import { isUserError } from '../user-error';
import { isWithin, Place, shown, shownFile } from './place';

/**
 * What was wrong before any of a file ran: an import that does not exist, a text that is no TypeScript or no JSON.
 *
 * @param own the line of the project that the error came by, where there is one.
 */
export function toldOfLoading(error: Error, own: Place | undefined, folder: string): Problem | undefined {
  return missing(error, folder) ?? unreadable(error) ?? (own && unreadableFor(error, own));
}

function missing(error: Error, folder: string): Problem | undefined {
  const { code, requireStack: [required] = [] } = error as { code?: unknown; requireStack?: string[] };
  if (!String(code).endsWith('MODULE_NOT_FOUND')) return undefined;
  const [, module, importing] =
    /^Cannot find (?:module|package) '([^']+)'(?: imported from (.+))?/.exec(error.message) ?? [];
  const from = importing ?? required;
  if (!module || !from || !isWithin(folder, from)) return undefined;
  if (!isAbsolute(module)) return { path: lineOf(module, from), message: notFoundModule(module).message };
  const written = `./${relative(dirname(from), module)}`.replace('./../', '../');
  return { path: lineOf(written, from), message: importedLater(written).message };
}

/** TypeScript, as esbuild reads it. */
function unreadable({ name, message }: Error): Problem | undefined {
  const [, file, line, words] = /^(\/.+?):(\d+):\d+: ERROR: (.+)$/m.exec(message) ?? [];
  if (name !== 'TransformError' || !file || !words) return undefined;
  const problem = words.startsWith('Top-level await ') ? topLevelAwait() : unreadableCode(words);
  return { path: shown({ file, line: Number(line) }), message: problem.message };
}

/** What Node.js reads: JSON, and as JavaScript all else that is no TypeScript. */
function unreadableFor({ name, message, stack }: Error, own: Place): Problem | undefined {
  if (name !== 'SyntaxError') return undefined;
  const [, json] = /^(\/.+\.json): /.exec(message) ?? [];
  if (json) return { path: shown(own), message: problemOfJson(json) ?? message };
  const [, file, line] = /^(\/.+):(\d+)\n/.exec(String(stack)) ?? [];
  if (!file) return undefined;
  const at = shown({ file, line: Number(line) });
  return { path: shown(own), message: unreadableImport(at, message).message };
}

function problemOfJson(file: string): string | undefined {
  try {
    parsedJson(file);
    return undefined;
  } catch (error) {
    return isUserError(error) ? error.message : undefined;
  }
}

function lineOf(module: string, file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const imports = (line: string) => line.includes(`'${module}'`) || line.includes(`"${module}"`);
  const line = lines.findIndex(imports) + 1;
  return line === 0 ? shownFile(file) : shown({ file, line });
}
