import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparePlans, PlanOfStack } from './comparison';
import { Lock, machines } from './make-lock';
import { Account, Options } from './options';
import { pinnedVersion, pinVersion } from './pin';

/** What the upgrade does to the world, so that a test can play it. */
export interface World {
  readonly plan: (account: Account, when: 'before' | 'after') => readonly PlanOfStack[];
  readonly lock: (version: string) => Lock;
  readonly say: (text: string) => void;
}

/**
 * Raises the AWS provider: plans every stack with the one that is used, takes the other with its checksums, plans every stack
 * again, and says what the new one does differently. It deploys nothing; what it changed is for a pull request.
 *
 * @returns whether every stack would do the same as before.
 */
export function upgradeProvider(root: string, { to, accounts }: Options, world: World): boolean {
  const from = pinnedVersion(root);
  world.say(`Plans with version ${from}, to compare with:`);
  const before = accounts.map((account) => world.plan(account, 'before'));

  const lock = world.lock(to);
  writeFileSync(join(root, '.terraform.lock.hcl'), lock.text);
  pinVersion(root, to);
  world.say(`Pinned: version ${to}, with the checksums of ${lock.machines.join(', ')}.`);
  const missing = machines.filter((machine) => !lock.machines.includes(machine));
  if (missing.length > 0) {
    world.say(
      `Without checksums, as the registry did not answer: ${missing.join(', ')}. Run this again where it does.`,
    );
  }

  world.say(`Plans with version ${to}:`);
  const after = accounts.map((account) => world.plan(account, 'after'));
  const comparisons = accounts.map((_, index) => comparePlans(before[index] ?? [], after[index] ?? []));
  const differing = comparisons.flatMap((each) => each.differing);
  const same = comparisons.flatMap((each) => each.same);
  world.say(
    [
      `${same.length} of ${same.length + differing.length} stacks would do the same with ${to} as with ${from}.`,
      ...differing,
    ].join('\n\n'),
  );
  return differing.length === 0;
}
