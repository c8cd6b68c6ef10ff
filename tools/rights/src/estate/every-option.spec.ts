import { Inputs } from '@dotkom/stack';
import { InputTypes } from '@dotkom/stack/inputs';
import { synthesisedStacks } from '@dotkom/stack/testing';
import { offForAReason } from './off-for-a-reason';
import { optionsOf, optionsOn } from './options';
import { applicationStacks, load, platformStacks } from './stacks';

const projects = { 'libs/service': 'grades', 'libs/platform': 'platform' } as const;

/** The options that are on in the estate, as it is first and as it is changed, by what its constructs are given. */
function onIn(library: keyof typeof projects, types: InputTypes): Set<string> {
  const found = new Set<string>();
  const given = jest.spyOn(Inputs.prototype, 'checked');
  const required = jest.spyOn(Inputs.prototype, 'required');
  const estate = library === 'libs/service' ? applicationStacks : platformStacks;
  for (const version of ['first', 'changed'] as const) {
    synthesisedStacks(estate(version), { name: projects[library], owner: 'dotkom' });
  }
  const calls = [
    ...given.mock.calls.map(([, name, props]) => [name, props] as const),
    ...required.mock.calls,
  ];
  jest.restoreAllMocks();
  for (const [name, props] of calls) {
    for (const option of optionsOn(types, name.replace(/\.props$/, ''), props)) found.add(option);
  }
  return found;
}

describe.each(Object.keys(projects) as (keyof typeof projects)[])('the options of %s', (library) => {
  const types: InputTypes = load(`${library}/src/inputs/types.json`);
  const all = optionsOf(types);
  const on = onIn(library, types);

  it('are all on in the estate, so that what they send is asked, or are off for a reason', () => {
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((option) => !on.has(option) && !(option in offForAReason))).toEqual([]);
  });

  it('are off for no reason that is not true any more', () => {
    const reasons = Object.keys(offForAReason).filter((option) => all.includes(option));
    expect(reasons.filter((option) => on.has(option))).toEqual([]);
  });
});

it('gives reasons for options that there are', () => {
  const all = Object.keys(projects).flatMap((library) => optionsOf(load(`${library}/src/inputs/types.json`)));
  expect(Object.keys(offForAReason).filter((option) => !all.includes(option))).toEqual([]);
});
