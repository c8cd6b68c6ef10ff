import { InputType, InputTypes, PropertyType } from '../input-type';
import { propertyPath } from '../property-path';
import { standInFor } from '../stand-in';

/** A property of a construct, however deep, and how to give a construct something else there. */
export interface Place extends PropertyType {
  /** As messages name it: `'scaling.peaks[0].from'`; nothing for all that is given. */
  readonly name: string;
  /** All that the construct is given, with a value in this place and the least that is needed everywhere else. */
  readonly given: (value: unknown) => readonly unknown[];
}

/** Every property of every construct of a library, by the names of the constructs. */
export function placesOf(types: InputTypes): Readonly<Record<string, readonly Place[]>> {
  const parameters = Object.entries(types)
    .map(([key, property]) => ({ words: key.split('.'), property }))
    .filter(({ words }) => words.length === 2);
  const constructs = [...new Set(parameters.map(({ words: [construct] }) => construct!))];
  return Object.fromEntries(
    constructs.map((construct) => {
      const own = parameters.filter(({ words }) => words[0] === construct);
      const least = own.map(({ property }) => standInFor(property.type));
      const places = own.flatMap(({ words, property }, position) =>
        below({
          ...property,
          name: words[1] === 'props' ? '' : words[1]!,
          given: (value) => least.with(position, value),
        }),
      );
      return [construct, places];
    }),
  );
}

function below(place: Place): readonly Place[] {
  return [place, ...parts(place).flatMap(below)];
}

function parts({ type, name, given }: Place): readonly Place[] {
  switch (type.kind) {
    case 'object':
      return Object.entries(type.properties).map(([key, property]) => ({
        ...property,
        name: propertyPath(name, key),
        given: (value) => given({ ...(standInFor(type) as object | undefined), [key]: value }),
      }));
    case 'list':
      return [{ type: type.of, name: `${name}[0]`, given: (value) => given([value]) }];
    case 'record':
      return [{ type: type.of, name: `${name}.A`, given: (value) => given({ A: value }) }];
    case 'variants':
      return Object.values(type.of).flatMap((variant) => parts({ type: variant, name, given }));
    case 'either':
      return type.of.flatMap((option) => parts({ type: option, name, given }));
    default:
      return [];
  }
}

/** The kinds of values, as JavaScript tells them apart, that a type may take. */
export function kindsOf(type: InputType): readonly string[] {
  switch (type.kind) {
    case 'choice':
      return type.of.map((value) => typeof value);
    case 'text':
      return ['string'];
    case 'list':
      return ['list'];
    case 'object':
    case 'variants':
    case 'record':
    case 'instance':
      return ['object'];
    case 'either':
      return type.of.flatMap(kindsOf);
    default:
      return [type.kind];
  }
}
