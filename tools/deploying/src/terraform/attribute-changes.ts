import { ChangeRepresentation, containsTrue, differences, opened, Steps } from './differences';

/** One attribute that changes, for people: `desired_count: 1 → 2`. */
export interface AttributeChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Whether it cannot be changed in place, so that the resource is replaced. */
  readonly forces: boolean;
  /** Whether it changes by a release, which nobody reviews. */
  readonly isReleased?: boolean;
}

const hidden = '(sensitive)';
const unknown = '(known after apply)';
const longest = 60;

/**
 * Which attributes change, in order. Of a resource that is replaced, everything that AWS computes becomes unknown, which
 * says nothing: those are left out unless they are the reason.
 */
export function attributeChanges(change: ChangeRepresentation): AttributeChange[] {
  const replaces = (change.replace_paths ?? []).length > 0;
  const found = differences(change).map(({ steps, before, after, isUnknown, isSecret, forces }) => ({
    steps,
    path: pathOf(steps),
    before: isSecret ? hidden : shown(before, isUnknown ? undefined : after),
    after: isSecret ? hidden : isUnknown ? unknown : shown(after, before),
    forces,
  }));
  const paths = new Set(found.map(({ path }) => path));
  return found
    .filter(({ forces, steps }) => forces || !bothEmpty(change, steps))
    .filter(({ after, forces }) => !replaces || forces || after !== unknown)
    .filter(({ path }) => !paths.has(path.replace(/^tags_all\b/, 'tags')) || !path.startsWith('tags_all'))
    .map(({ path, before, after, forces }) => ({ path, before, after, forces }));
}

/** The steps that lead to a value, as people write them: `container_definitions[0].image`. */
export function pathOf(steps: Steps): string {
  return steps
    .map((each) => (typeof each === 'number' ? `[${each}]` : `.${each}`))
    .join('')
    .replace(/^\./, '');
}

/** A value of one side. Two long ones may differ only far behind, as the digests of images do: both begin there. */
function shown(value: unknown, other: unknown): string {
  if (value === undefined || value === null) return '(none)';
  const text = JSON.stringify(value);
  if (text.length <= longest) return text;
  const alike = isEmpty(other) ? 0 : commonBeginning(text, JSON.stringify(other));
  const first = alike > longest / 2 ? alike - leadIn : 0;
  const cut = `${first > 0 ? '…' : ''}${text.slice(first)}`;
  return cut.length > longest ? `${cut.slice(0, longest - 1)}…` : cut;
}

function bothEmpty({ before, after, after_unknown }: ChangeRepresentation, steps: Steps): boolean {
  const at = (value: unknown) =>
    steps.reduce<unknown>(
      (each, key) => (Object(opened(each)) as Record<string | number, unknown>)[key],
      value,
    );
  return !containsTrue(at(after_unknown)) && isEmpty(at(before)) && isEmpty(at(after));
}

/** How many characters of what is alike are shown before what differs. */
const leadIn = 12;

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** What providers read back as an empty value and plan as none, or the other way round. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
