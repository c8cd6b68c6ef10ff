import { checkedApplicationName } from '@dotkom/stack/conventions';
import { reservedName } from './errors';

/** Names that every rule for names lets through, and that would fail all the same. */
const reserved: Readonly<Record<string, string>> = {
  constructor: 'every object of JavaScript has a property of that name, and tools mistake it for a project',
  dist: 'git ignores folders of that name',
  coverage: 'git ignores folders of that name',
  ...Object.fromEntries(
    ['con', 'prn', 'aux', 'nul', 'com1', 'lpt1'].map((name) => [
      name,
      'Windows cannot have a folder of that name, and nobody there could check this repository out',
    ]),
  ),
};

/**
 * Checks the name of a new application.
 *
 * @param others the names that are taken, by whatever project.
 * @throws UserError that says why the name cannot work, and gives one that can.
 */
export function checkedNewApplicationName(name: string, others: readonly string[] = []): string {
  checkedApplicationName(name, 'an application', (like) => {
    if (others.includes(like)) return { taken: like, free: free(like, others) };
    return Object.hasOwn(reserved, like) ? free(like, others) : like;
  });
  if (Object.hasOwn(reserved, name)) throw reservedName(name, reserved[name] ?? '', free(name, others));
  if (others.includes(name)) {
    throw reservedName(name, 'another project of this workspace has it', free(name, others));
  }
  return name;
}

/** A name like this one that nobody has. */
function free(name: string, others: readonly string[]): string {
  const stem = `${name.slice(0, 22).replace(/-+$/, '')}-app`;
  const numbered = others.map((_, index) => `${stem}${index + 2}`);
  return [stem, ...numbered].find((candidate) => !others.includes(candidate)) ?? stem;
}

/** What stands in the same file, and what JavaScript lets no class be called. */
const takenClassNames = ['ApplicationStack', 'Construct', 'Environment', 'Object'];

/**
 * The name of an application's class: `VengefulVineyard` for `vengeful-vineyard`. Where something that applications
 * import is called so, or may come to be, it ends in `Application`.
 *
 * @param constructs the names of the constructs that applications use.
 */
export function classNameOf(application: string, constructs: readonly string[]): string {
  const name = application
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  return [...takenClassNames, ...constructs].includes(name) ? `${name}Application` : name;
}
