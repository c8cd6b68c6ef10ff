import { DefaultTokenResolver, StringConcat, TerraformResource, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { Environment } from '@dotkom/stack';
import { InputTypes } from '@dotkom/stack/inputs';
import { Place, placesOf, problemsIn } from '@dotkom/stack/inputs/testing';
import { testApp } from '@dotkom/stack/testing';
import * as library from '../index';
import types from './types.json';

type AnyConstruct = new (scope: Construct, id: string, ...given: readonly unknown[]) => Construct;

const { ApplicationStack: _stack, ...constructs } = placesOf(types as unknown as InputTypes);

/** Texts that Terraform would read as something else than they are, in the forms that properties have. */
const texts = ['A${other}%{ if other }', 'https://${other}%{if}.no'];

/** What a construct makes of a text, as it is written for Terraform, and what is said of it. */
function madeOf(construct: string, { given }: Place, text: string) {
  const stack = new library.ApplicationStack(testApp({ name: 'grades', owner: 'dotkom' }), {
    environment: new Environment('prod'),
  });
  const Class = library[construct as keyof typeof library] as unknown as AnyConstruct;
  const problems = problemsIn(stack, () => void new Class(stack, 'thing', ...given(text)));
  const resolver = new DefaultTokenResolver(new StringConcat());
  const written = stack.node
    .findAll()
    .filter((each) => TerraformResource.isTerraformResource(each))
    .map((each) => Tokenization.resolve(each.toTerraform(), { scope: stack, preparing: false, resolver }));
  return { problems, written: JSON.stringify(written) };
}

const isText = ({ type }: Place): boolean =>
  type.kind === 'text' || (type.kind === 'either' && type.of.some(({ kind }) => kind === 'text'));

const shared = new Set(constructs['WebService']!.map(({ name }) => name));

/** Whatever runs says of its containers what a web service does: that one is enough. */
const isTried = (construct: string, { name }: Place) => construct === 'WebService' || !shared.has(name);

describe.each(Object.entries(constructs))('a text that a %s is given', (construct, places) => {
  it('reaches Terraform as it stands, or is refused: it is no expression', () => {
    const expressions = places
      .filter((place) => isText(place) && isTried(construct, place))
      .flatMap((place) => texts.map((text) => ({ place, text, ...madeOf(construct, place, text) })))
      .filter(({ written }) => /(?<!\$)\$\{other\}|(?<!%)%\{ ?if/.test(written))
      .filter(({ problems, text }) => !problems.includes(text));
    expect(expressions.map(({ place, text }) => `${place.name}: ${text}`)).toEqual([]);
  });
});

it('is tried with texts that reach Terraform', () => {
  const place = constructs['Worker']!.find(({ name }) => name === 'command[0]')!;
  expect(madeOf('Worker', place, '${other}').written).toContain('$${other}');
});
