import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { notJson } from './errors';

/**
 * What a file of JSON holds; a byte order mark before it, as editors on Windows write it, means nothing.
 *
 * @throws UserError with the line, when it is no JSON.
 */
export function parsedJson(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    const before = position ? text.slice(0, Number(position)) : text.trimEnd(); // Or it ends too soon.
    throw notJson(`${relative(process.cwd(), file)}:${before.split('\n').length}`, message);
  }
}
