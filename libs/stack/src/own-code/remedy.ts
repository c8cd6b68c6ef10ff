import { readFileSync } from 'node:fs';
import { didYouMean, importIt, notExported, usedTooEarly } from '../errors';
import { closest } from '../inputs/closest';
import { Place } from './place';

/**
 * What to do about a name that means nothing, where one of the modules that the file imports from has it, or has what is nearly
 * called so.
 */
export function remedy({ name, message }: Error, { file, line }: Place): string[] {
  const [, undefinedName] = /^([\w$]+) is not defined$/.exec(message) ?? [];
  if (name === 'ReferenceError' && undefinedName) return remedyOfName(undefinedName, file);
  const [, early] = /^Cannot access '([\w$]+)' before initialization$/.exec(message) ?? [];
  if (name === 'ReferenceError' && early) return [usedTooEarly(early).message];
  if (name !== 'TypeError') return [];
  const [, imported] = /\bimport_\w+\.([\w$]+)\)? is not a (?:constructor|function)$/.exec(message) ?? [];
  if (imported) return remedyOfImport(imported, file);
  if (message.startsWith('Class extends value undefined '))
    return remedyOfImport(extendedAt(line, file), file);
  const [, method] = /\.([\w$]+) is not a function$/.exec(message) ?? [];
  return method ? remedyOfMethod(method, file) : [];
}

/** The class that one extends, by its line. */
function extendedAt(line: number, file: string): string {
  const [, name = ''] =
    /\bextends ([\w$]+)/.exec(readFileSync(file, 'utf8').split('\n')[line - 1] ?? '') ?? [];
  return name;
}

/** What a file imports by a name that the module does not have: another module has it, or a name that is nearly this. */
function remedyOfImport(name: string, file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*(['"])(.+?)\2/g);
  const [, , , module] = [...imports].find(([, names = '']) => names.split(/[\s,]+/).includes(name)) ?? [];
  const exported = module && loaded(module);
  if (!exported || name in Object(exported)) return [];
  const [elsewhere] = remedyOfName(name, file);
  const meant = closest(name, Object.keys(Object(exported)));
  const nearest = elsewhere ?? (meant && didYouMean(meant).message);
  return [notExported(name, module).message, ...(nearest ? [nearest] : [])];
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
  const imports = readFileSync(file, 'utf8').matchAll(/\bfrom\s*(['"])([^.'"][^'"]*)\1/g);
  return [...imports].map(([, , each = '']) => each);
}

/** What the file has loaded, and nothing where it has not. */
function loaded(module: string): unknown {
  try {
    return require(module);
  } catch {
    return undefined;
  }
}
