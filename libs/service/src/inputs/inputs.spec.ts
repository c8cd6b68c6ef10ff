import { Construct, RootConstruct } from 'constructs';
import fc from 'fast-check';
import { Environment } from '@dotkom/stack';
import { InputTypes } from '@dotkom/stack/inputs';
import { Place, placesOf, problemsIn, wrongValuesFor } from '@dotkom/stack/inputs/testing';
import { testApp } from '@dotkom/stack/testing';
import * as library from '../index';
import { inputs } from './inputs';
import types from './types.json';

type AnyConstruct = new (scope: Construct, id: string, ...given: readonly unknown[]) => Construct;

const { ApplicationStack: _stack, ...constructs } = placesOf(types as unknown as InputTypes);

const classOf = (name: string) => library[name as keyof typeof library] as unknown as AnyConstruct;
const testStack = () =>
  new library.ApplicationStack(testApp({ name: 'grades', owner: 'dotkom' }), {
    environment: new Environment('prod'),
  });

/** The problems that are noted in an application while something is made in it. */
const problemsOf = (make: (stack: Construct) => void) => problemsIn(testStack(), make);

const mentioned = ({ name }: Place) => (name === '' ? 'What it is asked' : `'${name}'`);

describe.each(Object.entries(constructs))('what a %s is given', (construct, places) => {
  const check = (given: readonly unknown[]) =>
    problemsIn(new RootConstruct(), (scope) => void inputs.checked(scope, `${construct}.props`, given[0]));

  it('is refused where its kind is wrong or it is missing, however deep, by the path of the property', () => {
    for (const place of places) {
      const refused = (value: unknown) => expect(check(place.given(value))).toContain(mentioned(place));
      fc.assert(fc.property(wrongValuesFor(place), refused), { numRuns: 5 });
    }
  });

  it('is refused where a property is misspelt, with the one that was meant', () => {
    for (const { type, given } of places) {
      for (const meant of type.kind === 'object' ? Object.keys(type.properties) : []) {
        expect(check(given({ [`${meant}x`]: 'anything' }))).toMatch(
          new RegExp(`There is no property '.*${meant}x' here. Did you mean '${meant}'\\?`),
        );
      }
    }
  });

  it('is noted at the construct, which goes on, and is stopped by nothing', () => {
    for (const place of places.filter(({ name }) => !/[.[]/.test(name))) {
      const [value] = fc.sample(wrongValuesFor(place), 1);
      const problems = problemsOf(
        (scope) => void new (classOf(construct))(scope, 'thing', ...place.given(value)),
      );
      expect(problems).toContain(`grades-prod/thing: ${mentioned(place)}`);
    }
  });

  it.each([undefined, null, '', 5, 'constructor', '__proto__', {}])('is refused with %p for a name', (id) => {
    const make = (scope: Construct) =>
      void new (classOf(construct))(scope, id as string, ...places[0]!.given({}));
    expect(problemsOf(make)).toMatch(/name of a construct/);
  });

  it.each([undefined, null, 'grades', 5, {}])('is refused as a part of %p', (scope) => {
    expect(() => new (classOf(construct))(scope as never, 'thing', ...places[0]!.given({}))).toThrow(
      'A construct must be part of another',
    );
  });
});

describe.each(Object.keys(types).filter((name) => /\.grant\w+\./.test(name)))('%s', (name) => {
  it('is refused where it is nothing that runs', () => {
    const [construct = '', method = ''] = name.split('.');
    for (const grantee of ['web', undefined, null, 5, {}, ['web']]) {
      const problems = problemsOf((scope) => {
        const thing = new (classOf(construct))(scope, 'thing', ...constructs[construct]![0]!.given({}));
        (thing as unknown as Record<string, (grantee: unknown) => void>)[method]!(grantee);
      });
      expect(problems).toMatch(/grades-prod\/thing.*: Nothing can be granted to/);
    }
  });
});

it('covers every construct that an application can use', () => {
  const exported = Object.entries(library as Record<string, unknown>).filter(
    ([, value]) => typeof value === 'function' && value.prototype instanceof Construct,
  );
  const names = exported.map(([name]) => name).sort();
  expect(names).toEqual(['ApplicationStack', ...Object.keys(constructs)].sort());
});
