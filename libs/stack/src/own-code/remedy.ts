import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { didYouMean, importIt, noDefaultExport, notExported, usedTooEarly } from '../errors';
import { closest } from '../inputs/closest';
import { Import, importsOf } from './imports';
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
  const [, called] = /^(?:\(0 ?, ?)?([\w$.]+)\)? is not a (?:constructor|function)$/.exec(message) ?? [];
  const used = message.startsWith('Class extends value undefined ') ? extendedAt(line, file) : called;
  const ofImport = used ? remedyOfImport(used, file) : [];
  if (ofImport.length > 0) return ofImport;
  const [, method] = /\.([\w$]+) is not a function$/.exec(message) ?? [];
  return method ? remedyOfMethod(method, file) : [];
}

/** The class that one extends, by its line: `Base`, or `module.Base`. */
function extendedAt(line: number, file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const [, name = ''] = /\bextends ([\w$.]+)/.exec(lines[line - 1] ?? '') ?? [];
  return name;
}

/**
 * What a file imports by a name that the module does not have: another module has it, or a name that is nearly this.
 *
 * @param used the name, or what esbuild makes of it: `import_service.WebServise`, `service.WebServise`.
 */
function remedyOfImport(used: string, file: string): string[] {
  const [name = '', holder] = used.split('.').reverse();
  const imports = importsOf(file);
  if (name === 'default') return remedyOfDefault(imports, file);
  const isMeant = ({ names, whole }: Import) =>
    holder === undefined || holder.startsWith('import_') ? names.includes(name) : whole === holder;
  const module = imports.find(isMeant)?.module;
  const exported = module && loaded(module, file);
  if (!exported || name in Object(exported)) return [];
  const [elsewhere] = remedyOfName(name, file);
  const meant = closest(name, Object.keys(Object(exported)));
  const nearest = elsewhere ?? (meant && didYouMean(meant).message);
  return [notExported(name, module).message, ...(nearest ? [nearest] : [])];
}

function remedyOfDefault(imports: readonly Import[], file: string): string[] {
  const without = imports.find((each) => {
    const exported = each.byDefault && loaded(each.module, file);
    return exported && !('default' in Object(exported)) && '__esModule' in Object(exported);
  });
  return without?.byDefault ? [noDefaultExport(without.byDefault, without.module).message] : [];
}

function remedyOfName(name: string, file: string): string[] {
  const module = modulesOf(file).find((each) => name in Object(loaded(each, file)));
  return module ? [importIt(name, module).message] : [];
}

/** Of which class the object is, the error does not say: the methods of all that the file could have made it of. */
function remedyOfMethod(method: string, file: string): string[] {
  const classes = modulesOf(file).flatMap((each) => Object.values(Object(loaded(each, file))));
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
  const all = importsOf(file).map(({ module }) => module);
  return all.filter((module) => !module.startsWith('.'));
}

/** What the file has loaded, and nothing where it has not. */
function loaded(module: string, file: string): unknown {
  try {
    return createRequire(file)(module);
  } catch {
    return undefined;
  }
}
