import { InputType } from './input-type';

/** Stands for a text that was refused. What is said of it later is no news, and not shown. */
export const refusedText = '(refused)';

/**
 * A value of the right kind, with which a construct goes on so that its other problems are seen as well; nothing where
 * only code can make one.
 */
export function standInFor(type: InputType): unknown {
  switch (type.kind) {
    case 'anything':
    case 'instance':
      return undefined;
    case 'boolean':
      return false;
    case 'function':
      return () => undefined;
    case 'number':
      return 1;
    case 'text':
      return refusedText;
    case 'choice':
      return type.of[0];
    case 'list':
      return Array.from({ length: type.least ?? 0 }, () => standInFor(type.of));
    case 'record':
      return {};
    case 'object': {
      const required = Object.entries(type.properties).filter(([, { optional }]) => !optional);
      const standIns = required.map(([name, property]) => [name, standInFor(property.type)]);
      return standIns.every(([, value]) => value !== undefined) ? Object.fromEntries(standIns) : undefined;
    }
    case 'variants':
      return standInFor(Object.values(type.of)[0]!);
    case 'either':
      return standInFor(type.of[0]!);
  }
}
