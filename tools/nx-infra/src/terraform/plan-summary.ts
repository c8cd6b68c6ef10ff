import { Action, PlannedChange } from './events';

/** How many resources a plan creates, updates, replaces and destroys. */
export interface Changes {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
  readonly adopt: number;
}

/** One change, with where it comes from in the code. */
export interface Change {
  readonly address: string;
  readonly constructPath: string;
  readonly action: Action;
  readonly reason?: string;
}

const counted = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'destroy',
  import: 'adopt',
} as const;

/** The dangerous first: whoever reads only the beginning has read what matters. */
const order: readonly Action[] = ['replace', 'delete', 'forget', 'update', 'move', 'import', 'create'];

const verbs: Partial<Record<Action, string>> = {
  replace: 'REPLACE',
  delete: 'DESTROY',
  forget: 'FORGET',
  update: 'change',
  move: 'move',
  import: 'adopt',
  create: 'create',
};

/** What of the planned changes changes anything, be it only what the state says of a resource. */
export function relevantChanges(
  planned: readonly PlannedChange[],
  constructPath: (address: string) => string,
): Change[] {
  return planned
    .filter(({ action }) => order.includes(action))
    .map(({ resource: { addr }, action, reason }) => ({
      address: addr,
      constructPath: constructPath(addr),
      action,
      reason,
    }))
    .sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action));
}

/** Counts changes by what becomes of the resource. */
export function countChanges(changes: readonly { readonly action: Action }[]): Changes {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0, adopt: 0 };
  for (const { action } of changes) {
    if (action in counted) counts[counted[action as keyof typeof counted]] += 1;
  }
  return counts;
}

/** How many steps it takes to apply changes: what is replaced is destroyed and created, what is adopted is there. */
export function countSteps({ create, update, replace, destroy }: Changes): number {
  return create + update + 2 * replace + destroy;
}

/**
 * The plan of a stack, for people: replaced and destroyed first and loud.
 *
 * @param hasChanges whether Terraform finds anything to apply, which may be outputs alone.
 */
export function planSummary(
  stack: string,
  changes: readonly Change[],
  hasChanges = changes.length > 0,
): string {
  if (changes.length === 0) return `${stack}: ${hasChanges ? 'only outputs change' : 'no changes'}`;
  const heading = order
    .map((action) => ({ action, count: changes.filter((change) => change.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} to ${verbs[action] ?? action}`)
    .join(', ');
  const lines = changes.map(
    ({ action, address, constructPath, reason }) =>
      `  ${(verbs[action] ?? action).padEnd(8)} ${constructPath}  (${address})${reason ? ` because: ${reason.replace(/_/g, ' ')}` : ''}`,
  );
  return [`${stack}: ${heading}`, ...lines].join('\n');
}
