import { Construct } from 'constructs';
import { Environment } from '@dotkom/stack';
import { InputTypes } from '@dotkom/stack/inputs';
import { Place, placesOf, problemsIn } from '@dotkom/stack/inputs/testing';
import { testApp } from '@dotkom/stack/testing';
import * as library from '../index';
import types from './types.json';

type AnyConstruct = new (scope: Construct, id: string, ...given: readonly unknown[]) => Construct;

const { ApplicationStack: _stack, ...constructs } = placesOf(types as unknown as InputTypes);

/** Of the right kind, and mostly without a meaning; what means something where it is given is refused nowhere. */
const values = {
  text: [' ', 'no such thing'],
  number: [-0.5],
} as const;

/** What a construct says of what it is given. */
function problems(construct: string, given: readonly unknown[]): string[] {
  const stack = new library.ApplicationStack(testApp({ name: 'grades', owner: 'dotkom' }), {
    environment: new Environment('prod'),
  });
  const made = library[construct as keyof typeof library] as unknown as AnyConstruct;
  return problemsIn(stack, (scope) => void new made(scope, 'thing', ...given)).split('\n');
}

/** `scaling.peaks[0].from` is named by each of its words: by `peaks`, too, where several of them do not go together. */
const wordsOf = ({ name }: Place) => name.match(/[\w$]+/g)?.filter((word) => !/^(\d+|A)$/.test(word)) ?? [];

describe.each(Object.entries(constructs))('what a %s refuses', (construct, places) => {
  const plain = places.filter(({ type }) => type.kind === 'text' || type.kind === 'number');

  /** What follows from it for another property, which the problem is of then. */
  const namesAnother = (problem: string) =>
    places.some(({ name }) => name !== '' && problem.includes(`thing: '${name}': `));

  it.each(plain.map((place) => [place.name, place] as const))('names %s', (_name, place) => {
    const { given, type } = place;
    const before = new Set(problems(construct, given(undefined)));
    const unnamed = values[type.kind as keyof typeof values]
      .flatMap((value) => problems(construct, given(value)))
      .filter((problem) => !before.has(problem) && !problem.includes('(refused)'))
      .filter((problem) => !wordsOf(place).some((word) => problem.includes(word)) && !namesAnother(problem));
    expect([...new Set(unnamed)]).toEqual([]);
  });
});
