import { Construct } from 'constructs';
import { InputType, ObjectType } from './input-type';
import { listInCode } from './words';

/**
 * What was given as code, in the form that it has to have: `': [api]'` for a list, `": { command: ['node', 'healthy.js'] }"` for
 * an object. Nothing where that does not follow from it.
 *
 * @param fits whether a value is right for a type.
 */
export function asWritten(
  type: InputType,
  given: unknown,
  fits: (type: InputType, given: unknown) => boolean,
): string {
  const forms = formsOf(type, given, fits);
  return forms.length > 0 ? `: ${forms.join(' or ')}` : '';
}

function formsOf(
  type: InputType,
  given: unknown,
  fits: (type: InputType, given: unknown) => boolean,
): string[] {
  switch (type.kind) {
    case 'either':
      return type.of.flatMap((option) => formsOf(option, given, fits));
    case 'list':
      return fits(type.of, given) ? inList(given) : [];
    case 'object':
      return typeof given === 'string' ? inObject(type, given) : [];
    default:
      return [];
  }
}

/** A construct is called in code what it is called here, as a rule. */
function inList(given: unknown): string[] {
  if (typeof given === 'string') return wordsOf(given).length > 0 ? [listInCode(wordsOf(given))] : [];
  if (!Construct.isConstruct(given)) return [];
  return [`[${/^[a-z_$][\w$]*$/i.test(given.node.id) ? given.node.id : '...'}]`];
}

/** A text is what an object says that needs one property and no other. */
function inObject({ properties }: ObjectType, given: string): string[] {
  const [needed, ...others] = Object.entries(properties).filter(([, { optional }]) => !optional);
  if (!needed || others.length > 0) return [];
  const [name, { type }] = needed;
  if (type.kind === 'text') return [`{ ${name}: '...' }`];
  const isCommand = type.kind === 'list' && type.of.kind === 'text' && wordsOf(given).length > 0;
  return isCommand ? [`{ ${name}: ${listInCode(wordsOf(given))} }`] : [];
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
