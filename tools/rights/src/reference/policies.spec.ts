import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readProject, Stacks } from '@dotkom/stack/conventions';
import { SynthesisedStack, synthesised, synthesisedStacks } from '@dotkom/stack/testing';
import { applicationStacks, load, platformStacks } from '../estate/stacks';
import { policyDocuments, unreadPolicies } from './policy-documents';
import { policyProblems } from './policy-problems';

const apps = join(__dirname, '../../../../apps');

/** Every stack there is, and those in which every option is on. */
const stacks: Record<string, SynthesisedStack> = Object.assign(
  {},
  ...readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, 'src', 'stacks.ts')))
    .map((name) =>
      synthesisedStacks(load(`apps/${name}/src/stacks`).default as Stacks, readProject(join(apps, name))),
    ),
  {
    everything: Object.values(
      synthesisedStacks(applicationStacks('changed'), { name: 'grades', owner: 'dotkom' }),
    )[0],
  },
  {
    'every option': Object.values(
      synthesisedStacks(platformStacks('changed'), { name: 'platform', owner: 'dotkom' }),
    )[0],
  },
);
void synthesised;

describe.each(Object.entries(stacks))('the policies of %s', (_, stack) => {
  it('are of actions, resources and conditions that AWS has, and that fit each other', async () => {
    const problems = await Promise.all(policyDocuments(stack).map(policyProblems));
    expect(problems.flat()).toEqual([]);
  });

  it('are all looked at', () => expect(unreadPolicies(stack)).toEqual([]));
});
