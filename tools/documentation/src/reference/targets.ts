import { stackTargets, taggedTargets } from '@dotkom/nx-infra';
import { TargetOfKind } from './commands-page';

/** The kinds of projects, and what the plugin gives each. */
const kinds: readonly (readonly [of: string, targets: ReturnType<typeof stackTargets>])[] = [
  ['every project with stacks', stackTargets('apps/grades')],
  ['bootstrap and the platform', taggedTargets('apps/bootstrap', ['layer:shared'])],
  ['the platform', taggedTargets('apps/platform', ['platform'])],
  ['an application', taggedTargets('apps/grades', ['layer:application'])],
];

/** Every target that the plugin infers, in the order in which it does. */
export function inferredTargets(): Readonly<Record<string, TargetOfKind>> {
  const targets = kinds.flatMap(([of, ofKind]) =>
    Object.entries(ofKind).map(([name, { executor = '', metadata }]) => ({
      name,
      of,
      executor,
      description: metadata?.description ?? '',
    })),
  );
  const names = [...new Set(targets.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const same = targets.filter((each) => each.name === name);
      const [{ executor, description } = { executor: '', description: '' }] = same;
      return [name, { executor, description, of: same.map(({ of }) => of).join(', and of ') }];
    }),
  );
}
