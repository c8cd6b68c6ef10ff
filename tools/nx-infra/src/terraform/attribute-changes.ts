/** A change of a resource, as `terraform show -json` gives it. Source: Terraform's "JSON output format", change representation. */
export interface ChangeRepresentation {
  readonly before?: unknown;
  readonly after?: unknown;
  /** Has `true` where a value is known only after it was applied. */
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** The attributes that make it replace, each as the steps that lead to it. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

/** One attribute that changes, for people: `desired_count: 1 → 2`. */
export interface AttributeChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Whether it cannot be changed in place, so that the resource is replaced. */
  readonly forces: boolean;
}

type Steps = readonly (string | number)[];

const hidden = '(sensitive)';
const unknown = '(known after apply)';
const longest = 60;

/**
 * Which attributes change, in order. Of a resource that is replaced, everything that AWS computes becomes unknown, which
 * says nothing: those are left out unless they are the reason.
 */
export function attributeChanges(change: ChangeRepresentation): AttributeChange[] {
  const replacePaths = change.replace_paths ?? [];
  const found: (AttributeChange & { steps: Steps })[] = [];
  const compare = (steps: Steps, side: Sides): void => {
    const { before, after, isUnknown } = side;
    if (isUnknown !== true && !containsTrue(isUnknown) && same(before, after)) return;
    const isAllSecret = side.isSecretBefore === true || side.isSecretAfter === true;
    const keys = isAllSecret || isUnknown === true ? undefined : keysOf(before, after);
    if (keys) return keys.forEach((key) => compare([...steps, key], step(side, key)));
    const isSecret = containsTrue(side.isSecretBefore) || containsTrue(side.isSecretAfter);
    found.push({
      steps,
      path: written(steps),
      before: isSecret ? hidden : shown(before, isUnknown === true ? undefined : after),
      after: isSecret ? hidden : isUnknown === true ? unknown : shown(after, before),
      forces: replacePaths.some((path) => startsWith(steps, path) || startsWith(path, steps)),
    });
  };
  compare([], {
    before: change.before ?? {},
    after: change.after ?? {},
    isUnknown: change.after_unknown,
    isSecretBefore: change.before_sensitive,
    isSecretAfter: change.after_sensitive,
  });
  const paths = new Set(found.map(({ path }) => path));
  return found
    .filter(({ forces, steps }) => forces || !bothEmpty(change, steps))
    .filter(({ after, forces }) => replacePaths.length === 0 || forces || after !== unknown)
    .filter(({ path }) => !paths.has(path.replace(/^tags_all\b/, 'tags')) || !path.startsWith('tags_all'))
    .map(({ path, before, after, forces }) => ({ path, before, after, forces }));
}

/** What is compared at one place of a resource. */
interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly isUnknown: unknown;
  readonly isSecretBefore: unknown;
  readonly isSecretAfter: unknown;
}

function step(side: Sides, key: string | number): Sides {
  const into = (value: unknown): unknown => (Object(opened(value)) as Record<string | number, unknown>)[key];
  return {
    before: into(side.before),
    after: into(side.after),
    isUnknown: into(side.isUnknown),
    isSecretBefore: into(side.isSecretBefore),
    isSecretAfter: into(side.isSecretAfter),
  };
}

/** The keys to compare two values by, where both have any. Lists of different lengths are shown whole. */
function keysOf(before: unknown, after: unknown): (string | number)[] | undefined {
  const [one, other] = [opened(before), opened(after)];
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.length > 0 ? [...one.keys()] : undefined;
  }
  if (!isRecord(one) || !isRecord(other)) return undefined;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

/** Policies and container definitions are JSON within a string; what changed in them is what matters. */
function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function containsTrue(value: unknown): boolean {
  return (
    value === true || (typeof value === 'object' && value !== null && Object.values(value).some(containsTrue))
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(opened(one) ?? null) === JSON.stringify(opened(other) ?? null);
}

function startsWith(steps: Steps, beginning: Steps): boolean {
  return beginning.every((each, index) => steps[index] === each);
}

function written(steps: Steps): string {
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
