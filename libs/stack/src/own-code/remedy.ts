import { readFileSync } from 'node:fs';
import { didYouMean, importIt } from '../errors';
import { closest } from '../inputs/closest';

/**
 * What to do about a name that means nothing, where one of the modules that the file imports from has it, or has a method
 * that is nearly called so.
 */
export function remedy(error: Error, file: string): string[] {
  const [, name] = /^([\w$]+) is not defined$/.exec(error.message) ?? [];
  if (error.name === 'ReferenceError' && name) return remedyOfName(name, file);
  const [, method] = /\.([\w$]+) is not a function$/.exec(error.message) ?? [];
  return error.name === 'TypeError' && method ? remedyOfMethod(method, file) : [];
}

function remedyOfName(name: string, file: string): string[] {
  const module = modulesOf(file).find((each) => name in Object(loaded(each)));
  return module ? [importIt(name, module).message] : [];
}

/** Of which class the object is, the error does not say: the methods of all that the file could have made it of. */
function remedyOfMethod(method: string, file: string): string[] {
  const classes = modulesOf(file).flatMap((each) => Object.values(Object(loaded(each))));
  const meant = closest(method, [...new Set(classes.flatMap(methodsOf))]);
  return meant && meant !== method ? [didYouMean(meant).message] : [];
}

function methodsOf(value: unknown): string[] {
  const prototype: unknown = typeof value === 'function' ? value.prototype : undefined;
  if (typeof prototype !== 'object' || prototype === null) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { value: member }]) => typeof member === 'function' && name !== 'constructor')
    .map(([name]) => name);
}

/** The packages that a file imports from. */
function modulesOf(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/\bfrom '([^.'][^']*)'/g);
  return [...imports].map(([, each = '']) => each);
}

/** What the file has loaded, and nothing where it has not. */
function loaded(module: string): unknown {
  try {
    return require(module);
  } catch {
    return undefined;
  }
}
