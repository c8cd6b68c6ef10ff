import { Construct } from 'constructs';
import { InputType } from './input-type';

const longest = 60;

/** A value as a person recognises it in a message: what it is, and what kind of thing that is. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `${cut(JSON.stringify(value))}, a text`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value !== 'object') return `${cut(String(value))}, a ${typeof value}`;
  if (Construct.isConstruct(value)) return `the ${value.constructor.name} '${value.node.id}'`;
  const names = Object.keys(value);
  return names.length === 0 ? 'an empty object' : `an object with ${cut(names.join(', '))}`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

/** What may be given, for a message that goes "It must be ...". */
export function allowedInWords(type: InputType): string {
  switch (type.kind) {
    case 'anything':
      return 'given';
    case 'boolean':
      return 'true or false';
    case 'function':
      return 'a function';
    case 'number':
      return 'a number';
    case 'text':
      return type.forms ? `a text of the form ${orList(type.forms.map(quoted))}` : 'a text';
    case 'choice':
      return orList(type.of.map(quoted));
    case 'list':
      return `a list, of which each is ${allowedInWords(type.of)}`;
    case 'record':
      return `an object, in which each value is ${allowedInWords(type.of)}`;
    case 'object':
      return `an object with ${Object.keys(type.properties).join(', ')}`;
    case 'variants':
      return `an object whose '${type.by}' is ${orList(Object.keys(type.of).map(quoted))}`;
    case 'instance':
      return type.of ? `a value of type ${type.of}` : `something that has ${type.has.join(', ')}`;
    case 'either':
      return type.of.map(allowedInWords).join(', or ');
  }
}

/** A list of texts as code: `['node', 'healthy.js']`. */
export function listInCode(words: readonly string[]): string {
  return `[${words.map(quoted).join(', ')}]`;
}

function quoted(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
