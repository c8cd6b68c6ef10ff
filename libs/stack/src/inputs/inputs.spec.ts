import { Construct, RootConstruct } from 'constructs';
import fc from 'fast-check';
import { InfraStack } from '../infra-stack';
import { Alarm } from '../observability/alarm';
import { LogGroup } from '../observability/log-group';
import { testApp } from '../testing/synthesised';
import { checkInput } from './check-input';
import { closest } from './closest';
import { InputType, InputTypes } from './input-type';
import { Inputs } from './checked-input';
import { placesOf, problemsIn, wrongValuesFor } from './testing';
import types from './types.json';

const text: InputType = { kind: 'text' };
const peak: InputType = {
  kind: 'object',
  properties: {
    from: { type: text },
    atLeast: { type: { kind: 'number' }, optional: true },
    size: { type: { kind: 'text', forms: ['<number> MiB', '<number> GiB'] }, optional: true },
    way: { type: { kind: 'choice', of: ['up', 'down'] }, optional: true },
    names: { type: { kind: 'list', of: text }, optional: true },
    record: {
      type: {
        kind: 'variants',
        by: 'type',
        of: {
          A: {
            kind: 'object',
            properties: { type: { type: { kind: 'choice', of: ['A'] } }, host: { type: text } },
          },
        },
      },
      optional: true,
    },
    check: {
      type: { kind: 'either', of: [text, { kind: 'object', properties: { path: { type: text } } }] },
      optional: true,
    },
    owner: { type: { kind: 'instance', of: 'Environment', has: ['pick'] }, optional: true },
    before: { type: { kind: 'list', of: { kind: 'instance', has: ['node'] } }, optional: true },
    healthy: {
      type: {
        kind: 'either',
        of: [
          {
            kind: 'object',
            properties: {
              command: { type: { kind: 'list', of: text } },
              every: { type: text, optional: true },
            },
          },
          { kind: 'object', properties: { none: { type: text } } },
        ],
      },
      optional: true,
    },
  },
};

const problemsWith = (given: unknown): string[] =>
  checkInput({ type: peak }, given, '').problems.map(({ message }) => message);

describe('what is said of something wrong', () => {
  it.each([
    [undefined, 'What it is asked is missing. It must be an object with from, atLeast,'],
    [5, 'What it is asked is 5, a number. It must be an object with from'],
    [{}, "'from' is missing. It must be a text."],
    [{ from: 5 }, "'from' is 5, a number. It must be a text."],
    [{ from: null }, "'from' is null. It must be a text."],
    [{ from: 'a\0b' }, "'from' holds a character that neither Terraform nor AWS takes"],
    [{ from: '\ud800' }, "'from' holds a character that neither Terraform nor AWS takes"],
    [{ from: '', form: '' }, "There is no property 'form' here. Did you mean 'from'?"],
    [{ from: '', colour: '' }, "There is no property 'colour' here. There are from, atLeast, size,"],
    [{ from: '', atleast: 5 }, "Did you mean 'atLeast'?"],
    [
      { from: '', size: 5 },
      "'size' is 5, a number. It must be a text of the form '<number> MiB' or '<number> GiB'.",
    ],
    [{ from: '', way: 'left' }, "'way' is \"left\", a text. It must be 'up' or 'down'."],
    [
      { from: '', names: 'node healthy.js' },
      "'names' is \"node healthy.js\", a text. It must be a list, of which each is a text: ['node', 'healthy.js'].",
    ],
    [
      { from: '', healthy: 'node healthy.js' },
      "an object with command, every, or an object with none: { command: ['node', 'healthy.js'] } or { none: '...' }.",
    ],
    [{ from: '', names: ['x', 5] }, "'names[1]' is 5, a number."],
    [{ from: '', names: ['x', , 'y'] }, "'names[1]' is missing."],
    [{ from: '', record: { type: 'B' } }, "'record.type' is \"B\", a text. It must be 'A'."],
    [{ from: '', record: { type: 'A' } }, "'record.host' is missing."],
    [{ from: '', check: { pth: '/' } }, "Did you mean 'path'?"],
    [{ from: '', check: 5 }, "'check' is 5, a number. It must be a text, or an object with path."],
    [{ from: '', owner: 'prod' }, '\'owner\' is "prod", a text. It must be a value of type Environment.'],
  ])('%j', (given, words) => expect(problemsWith(given).join()).toContain(words));

  it('is how one construct is written as a list of them', () => {
    const of = (id: string) =>
      problemsWith({ from: '', before: new Construct(new RootConstruct(), id) }).join();
    expect(of('api')).toContain("'before' is the Construct 'api'. It must be a list, of which each is");
    expect(of('api')).toMatch(/: \[api\]\.$/);
    expect(of('nightly-job')).toMatch(/: \[\.\.\.\]\.$/);
  });

  it('is all there is at once', () => {
    expect(problemsWith({ names: [5], way: 'left', colour: '' })).toHaveLength(4);
  });

  it('is nothing where nothing is wrong, and what was given is what goes on', () => {
    const given = {
      from: '',
      names: ['x'],
      size: '1 MiB',
      check: { path: '/' },
      owner: { pick: 1, more: 2 },
    };
    expect(checkInput({ type: peak }, given, '')).toEqual({ value: given, problems: [] });
  });

  it('never fails, whatever is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true }), (given) => {
        expect(problemsWith(given).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what goes on in place of something wrong', () => {
  const { value } = checkInput({ type: peak }, { from: 5, atLeast: 'x', size: '1 GiB', names: ['x', 5] }, '');

  it('is right in kind where something is needed, left out where not, and the rest is as it was given', () => {
    expect(value).toEqual({ from: '(refused)', size: '1 GiB', names: ['x', '(refused)'] });
  });

  it('is the one thing that was given where it has to be a list', () => {
    const api = new Construct(new RootConstruct(), 'api');
    expect(checkInput({ type: peak }, { from: '', before: api }, '').value).toEqual({
      from: '',
      before: [api],
    });
  });

  it('is nothing where only code can make it: the construct ends there', () => {
    const needs = new Inputs({ 'Thing.of': { type: { kind: 'instance', of: 'Network', has: ['vpcId'] } } });
    expect(() => needs.checked(new RootConstruct(), 'Thing.of', 'x')).toThrow(
      '\'of\' is "x", a text. It must be a value of type Network.',
    );
  });
});

it('offers what is near, and nothing where nothing is', () => {
  const known = ['memory', 'secrets', 'healthCheck', 'host'];
  expect(['memmory', 'secret', 'healthcheck', 'hots', 'colour'].map((word) => closest(word, known))).toEqual([
    'memory',
    'secrets',
    'healthCheck',
    'host',
    undefined,
  ]);
});

describe.each(Object.entries({ Alarm, LogGroup }))('what a %s is given', (name, Class) => {
  it('is refused where its kind is wrong or it is missing, by the path of the property', () => {
    for (const place of placesOf(types as unknown as InputTypes)[name]!.filter((each) => each.name !== '')) {
      const [value] = fc.sample(wrongValuesFor(place), 1);
      const stack = new InfraStack(testApp(), 'demo', { environment: 'test' });
      const problems = problemsIn(
        stack,
        () => void new Class(stack, 'thing', place.given(value)[0] as never),
      );
      expect(problems).toContain(`demo/thing: '${place.name}'`);
    }
  });
});
