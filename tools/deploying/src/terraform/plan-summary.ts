import { guardedTypes } from '@dotkom/synthesised';
import { AttributeChange, attributeChanges } from './attribute-changes';
import { ChangeRepresentation } from './differences';
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
  /** What of it changes, where that is more than that it comes or goes. */
  readonly attributes: readonly AttributeChange[];
  /** Whether it exists, and comes into the state before it changes. */
  readonly isAdopted?: boolean;
  /** Whether it changes by a release alone, which nobody reviews. */
  readonly isReleased?: boolean;
}

/** Why Terraform does what nobody wrote down, in words. */
const reasons: Readonly<Record<string, string>> = {
  cannot_update: 'it cannot be changed in place',
  tainted: 'it was not created to its end last time',
  requested: 'that was asked for',
  replace_triggered_by: 'something that it hangs on is replaced',
  delete_because_no_resource_config: 'it is no longer in the code',
  delete_because_wrong_repetition: 'it is no longer in the code',
  delete_because_count_index: 'it is no longer in the code',
  delete_because_each_key: 'it is no longer in the code',
};

/** So many attributes of one resource are shown; a plan is read to its end only when it is short. */
const mostAttributes = 12;

const counted = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'destroy',
  import: 'adopt',
} as const;

/** The dangerous first: whoever reads only the beginning has read what matters. */
const order: readonly Action[] = ['replace', 'delete', 'remove', 'update', 'move', 'import', 'create'];

const verbs: Partial<Record<Action, string>> = {
  replace: 'REPLACE',
  delete: 'DESTROY',
  remove: 'FORGET',
  update: 'change',
  move: 'move',
  import: 'adopt',
  create: 'create',
};

/**
 * What of the planned changes changes anything, be it only what the state says of a resource; the dangerous first, and by
 * address, because Terraform comes to them in another order each time.
 *
 * @param details what is known of each change by its address, where it is known.
 */
export function relevantChanges(
  planned: readonly PlannedChange[],
  constructPath: (address: string) => string,
  details: ReadonlyMap<string, ChangeRepresentation> = new Map(),
): Change[] {
  return planned
    .filter(({ action }) => order.includes(action))
    .map(({ resource: { addr }, action, reason, importing }) => ({
      address: addr,
      constructPath: constructPath(addr),
      action,
      reason,
      attributes: showsAttributes(action) ? attributeChanges(details.get(addr) ?? {}) : [],
      ...(importing && action !== 'import' && { isAdopted: true }),
    }))
    .sort((one, other) => rank(one) - rank(other) || (one.address < other.address ? -1 : 1));
}

function rank(change: Change): number {
  return lostWith(change) ? -1 : order.indexOf(change.action);
}

/** What is lost, in words, where something goes that holds something or serves somebody. */
function lostWith({ action, address }: Change): string | undefined {
  const [, type = ''] = /(?:^|\.)(aws_\w+)\./.exec(address) ?? [];
  return action === 'replace' || action === 'delete' ? guardedTypes[type] : undefined;
}

/** Whether it says more of an action which attributes it changes. */
export function showsAttributes(action: Action): boolean {
  return action === 'update' || action === 'replace';
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
 * The plan of a stack, for people: replaced and destroyed first and loud, and before all what is lost with it.
 *
 * @param hasChanges whether Terraform finds anything to apply, which may be outputs alone.
 */
export function planSummary(
  stack: string,
  changes: readonly Change[],
  hasChanges = changes.length > 0,
): string {
  if (changes.length === 0) return `${stack}: ${hasChanges ? 'only outputs change' : 'no changes'}`;
  const count = (verb: string) => changes.filter((change) => verbOf(change) === verb).length;
  const heading = order
    .flatMap((action) => [
      `adopt and ${verbs[action]}`,
      ...(action === 'update' ? [adoptAndTag] : []),
      verbs[action]!,
    ])
    .filter((verb) => count(verb) > 0)
    .map((verb) => `${count(verb)} to ${verb}`)
    .join(', ');
  return [`${stack}: ${heading}`, ...changes.flatMap(linesOf)].join('\n');
}

/**
 * What is done to a resource. What is adopted is there already, and people may use it: that it changes as well is said, and
 * where it is nothing but its tags, which nobody notices.
 */
function verbOf(change: Pick<Change, 'action' | 'isAdopted' | 'attributes'>): string {
  const verb = verbs[change.action] ?? change.action;
  if (!change.isAdopted || !showsAttributes(change.action)) return verb;
  return isHarmless(change) ? adoptAndTag : `adopt and ${verb}`;
}

const adoptAndTag = 'adopt and tag';

/** Tags, and what nobody but Terraform knows of a resource: what a destroy may take along. */
const harmless = /^(tags(_all)?\b|force_(delete|destroy)$)/;

function isHarmless({ action, attributes }: Pick<Change, 'action' | 'attributes'>): boolean {
  return action === 'update' && attributes.length > 0 && attributes.every(({ path }) => harmless.test(path));
}

function linesOf(change: Change): string[] {
  const { address, constructPath, attributes } = change;
  const more = attributes.length - mostAttributes;
  const lost = lostWith(change);
  return [
    `  ${verbOf(change).padEnd(8)} ${constructPath}  (${address})${because(change)}`,
    ...(lost ? [`             LOST with it: ${lost}`] : []),
    ...attributes
      .slice(0, mostAttributes)
      .map(({ path, before, after }) => `             ${path}: ${before} → ${after}`),
    ...(more > 0 ? [`             and ${more} more`] : []),
  ];
}

function because({ reason, attributes }: Change): string {
  const forcing = attributes.filter(({ forces }) => forces).map(({ path }) => path);
  if (forcing.length > 0) return ` because ${forcing.join(', ')} cannot be changed in place`;
  return reason ? ` because ${reasons[reason] ?? reason.replace(/_/g, ' ')}` : '';
}
