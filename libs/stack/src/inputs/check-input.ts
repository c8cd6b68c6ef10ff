import { inputMissing, noSuchProperty, unreadableText, wrongInput } from '../errors';
import { UserError } from '../user-error';
import { closest } from './closest';
import { InputType, ObjectType, PropertyType } from './input-type';
import { propertyPath } from './property-path';
import { standInFor } from './stand-in';
import { asWritten } from './suggestion';
import { allowedInWords, inWords } from './words';

/** What was given, with a stand-in for all that was refused, and why it was. */
export interface CheckedInput {
  /** Nothing, where something is needed and nothing can stand in for it. */
  readonly value: unknown;
  readonly problems: readonly UserError[];
  /** Whether nothing is left of what was given. */
  readonly isStandIn?: boolean;
}

/**
 * Checks what was given for a parameter: its kind, the kinds of everything in it, and that nothing is in it that has no
 * meaning. Never throws, whatever it is given.
 *
 * @param name where it is, for the message: `'scaling.peaks[0].from'`.
 */
export function checkInput({ type, optional }: PropertyType, given: unknown, name: string): CheckedInput {
  if (given !== undefined) return checkGiven(type, given, name);
  return optional ? right(given) : refused(type, inputMissing(name, allowedInWords(type)));
}

function checkGiven(type: InputType, given: unknown, name: string): CheckedInput {
  switch (type.kind) {
    case 'anything':
      return right(given);
    case 'choice':
      return isOneOf(type.of, given) ? right(given) : wrong(type, given, name);
    case 'text':
      if (typeof given !== 'string') return wrong(type, given, name);
      return isReadable(given) ? right(given) : refused(type, unreadableText(name));
    case 'boolean':
    case 'function':
    case 'number':
      return typeof given === type.kind ? right(given) : wrong(type, given, name);
    case 'list':
      if (Array.isArray(given)) return checkList(type, given, name);
      return checkOneOfMany(type, given, name);
    case 'record':
      return isPlain(given) ? checkRecord(type.of, given, name) : wrong(type, given, name);
    case 'object':
      return isObject(given) ? checkObject(type, given, name) : wrong(type, given, name);
    case 'variants':
      return isObject(given) ? checkVariants(type, given, name) : wrong(type, given, name);
    case 'instance':
      return isObject(given) && type.has.every((member) => member in given)
        ? right(given)
        : wrong(type, given, name);
    case 'either':
      return checkEither(type, given, name);
  }
}

function checkList(
  type: Extract<InputType, { kind: 'list' }>,
  given: readonly unknown[],
  name: string,
): CheckedInput {
  const each = Array.from(given, (one, index) => checkInput({ type: type.of }, one, `${name}[${index}]`));
  return together(
    each,
    each.map(({ value }) => value).filter((value) => value !== undefined),
  );
}

/** One thing where several could be is meant as the only one. */
function checkOneOfMany(
  type: Extract<InputType, { kind: 'list' }>,
  given: unknown,
  name: string,
): CheckedInput {
  const refusal = wrong(type, given, name);
  return isObject(given) && fits(type.of, given) ? { value: [given], problems: refusal.problems } : refusal;
}

function checkRecord(type: InputType, given: object, name: string): CheckedInput {
  const each = Object.entries(given).map(([key, value]) => ({
    key,
    ...checkInput({ type }, value, propertyPath(name, key)),
  }));
  const sound = each.filter(({ problems }) => problems.length === 0);
  return together(each, Object.fromEntries(sound.map(({ key, value }) => [key, value])));
}

function checkObject({ properties }: ObjectType, given: object, name: string): CheckedInput {
  const each = Object.entries(properties).map(([key, property]) => {
    const checked = checkInput(property, (given as Record<string, unknown>)[key], propertyPath(name, key));
    return { key, isOptional: property.optional, ...checked };
  });
  const problems = [...each.flatMap((one) => one.problems), ...unknownProperties(properties, given, name)];
  if (problems.length === 0) return right(given);
  if (each.some(({ isOptional, value }) => !isOptional && value === undefined))
    return { value: undefined, problems };
  const kept = each.filter(
    ({ isOptional, isStandIn, value }) => value !== undefined && !(isOptional && isStandIn),
  );
  return { value: Object.fromEntries(kept.map(({ key, value }) => [key, value])), problems };
}

/** What code made has more than what it is asked for; what a person wrote down means something or is a mistake. */
function unknownProperties(properties: ObjectType['properties'], given: object, name: string): UserError[] {
  if (!isPlain(given)) return [];
  const known = Object.keys(properties);
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(properties, key))
    .map((key) => noSuchProperty(propertyPath(name, key), closest(key, known), known));
}

function checkVariants(
  type: Extract<InputType, { kind: 'variants' }>,
  given: object,
  name: string,
): CheckedInput {
  const chosen = (given as Record<string, unknown>)[type.by];
  if (typeof chosen === 'string' && Object.hasOwn(type.of, chosen)) {
    return checkObject(type.of[chosen]!, given, name);
  }
  const choice: InputType = { kind: 'choice', of: Object.keys(type.of) };
  const { problems } = checkInput({ type: choice }, chosen, propertyPath(name, type.by));
  return { value: standInFor(type), problems, isStandIn: true };
}

/** Among objects, what is nearest to one of them is told what it lacks. */
function checkEither(
  type: Extract<InputType, { kind: 'either' }>,
  given: unknown,
  name: string,
): CheckedInput {
  const tried = type.of.map((option) => ({ option, ...checkGiven(option, given, name) }));
  const fitting = tried.find(({ problems }) => problems.length === 0);
  if (fitting) return right(given);
  const [nearest] = tried
    .filter(({ option }) => isSameKind(option, given))
    .sort((one, other) => one.problems.length - other.problems.length);
  return nearest ?? wrong(type, given, name);
}

function isSameKind({ kind }: InputType, given: unknown): boolean {
  if (typeof given === 'string') return kind === 'text';
  if (Array.isArray(given)) return kind === 'list' && given.length > 0;
  return isObject(given) && Object.keys(given).length > 0 && kind === 'object';
}

function isOneOf(values: readonly unknown[], given: unknown): boolean {
  return values.includes(given);
}

function isObject(given: unknown): given is object {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function isPlain(given: unknown): given is object {
  if (!isObject(given)) return false;
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Neither Terraform nor AWS takes NUL, or half of a character. */
function isReadable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

function right(value: unknown): CheckedInput {
  return { value, problems: [] };
}

function wrong(type: InputType, given: unknown, name: string): CheckedInput {
  return refused(type, wrongInput(name, inWords(given), allowedInWords(type) + asWritten(type, given, fits)));
}

function fits(type: InputType, given: unknown): boolean {
  return checkGiven(type, given, '').problems.length === 0;
}

function refused(type: InputType, problem: UserError): CheckedInput {
  return { value: standInFor(type), problems: [problem], isStandIn: true };
}

function together(parts: readonly CheckedInput[], value: unknown): CheckedInput {
  return { value, problems: parts.flatMap(({ problems }) => problems) };
}
