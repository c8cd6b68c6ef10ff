import { Construct } from 'constructs';
import fc from 'fast-check';
import { InfraStack } from '@dotkom/stack';
import { InputTypes } from '@dotkom/stack/inputs';
import { Place, placesOf, problemsIn, wrongValuesFor } from '@dotkom/stack/inputs/testing';
import { testApp } from '@dotkom/stack/testing';
import * as contract from '../contract';
import * as parts from '../index';
import types from './types.json';

type AnyConstruct = new (scope: Construct, id: string, ...given: readonly unknown[]) => Construct;

const library: Readonly<Record<string, unknown>> = { ...contract, ...parts };
const constructs = placesOf(types as unknown as InputTypes);
const mentioned = ({ name }: Place) => (name === '' ? 'What it is asked' : `'${name}'`);

describe.each(Object.entries(constructs))('what a %s is given', (construct, places) => {
  it('is refused where its kind is wrong or it is missing, at the construct and by the path of the property', () => {
    for (const place of places) {
      const [value] = fc.sample(wrongValuesFor(place), 1);
      const stack = new InfraStack(testApp(), 'platform-test', { environment: 'test' });
      const problems = problemsIn(stack, () => {
        new (library[construct] as AnyConstruct)(stack, 'thing', ...place.given(value));
      });
      expect(problems).toContain(`platform-test/thing: ${mentioned(place)}`);
    }
  });
});

it('covers every construct of the platform', () => {
  const exported = Object.entries(library).filter(
    ([, value]) => typeof value === 'function' && value.prototype instanceof Construct,
  );
  expect(exported.map(([name]) => name).sort()).toEqual(Object.keys(constructs).sort());
});
