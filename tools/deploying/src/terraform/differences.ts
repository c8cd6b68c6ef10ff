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

/** What a plan changes, with its values: of each resource by its address, and of each output by its name. */
export interface PlanDetails {
  readonly resources: ReadonlyMap<string, ChangeRepresentation>;
  readonly outputs: ReadonlyMap<string, ChangeRepresentation>;
}

/** The steps that lead to a value within a resource. */
export type Steps = readonly (string | number)[];

/** One value that a change makes another, as deep within the resource as both sides are alike in form. */
export interface Difference {
  readonly steps: Steps;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether the value after is known only once it was applied. */
  readonly isUnknown: boolean;
  readonly isSecret: boolean;
  /** Whether it cannot be changed in place, so that the resource is replaced. */
  readonly forces: boolean;
}

/** What a change changes, in the order of the resource's attributes. JSON within a string is looked into. */
export function differences(change: ChangeRepresentation): Difference[] {
  const replacePaths = change.replace_paths ?? [];
  const found: Difference[] = [];
  const compare = (steps: Steps, side: Sides): void => {
    const { before, after, isUnknown } = side;
    if (isUnknown !== true && !containsTrue(isUnknown) && same(before, after)) return;
    const isAllSecret = side.isSecretBefore === true || side.isSecretAfter === true;
    const keys = isAllSecret || isUnknown === true ? undefined : keysOf(before, after);
    if (keys) return keys.forEach((key) => compare([...steps, key], step(side, key)));
    found.push({
      steps,
      before,
      after,
      isUnknown: isUnknown === true,
      isSecret: containsTrue(side.isSecretBefore) || containsTrue(side.isSecretAfter),
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
  return found;
}

/** Policies and container definitions are JSON within a string; what changed in them is what matters. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Whether a value is `true` or has it anywhere within. */
export function containsTrue(value: unknown): boolean {
  return (
    value === true || (typeof value === 'object' && value !== null && Object.values(value).some(containsTrue))
  );
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

/** The keys to compare two values by, where both have any. Lists of different lengths are one difference. */
function keysOf(before: unknown, after: unknown): (string | number)[] | undefined {
  const [one, other] = [opened(before), opened(after)];
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.length > 0 ? [...one.keys()] : undefined;
  }
  if (!isRecord(one) || !isRecord(other)) return undefined;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(opened(one) ?? null) === JSON.stringify(opened(other) ?? null);
}

function startsWith(steps: Steps, beginning: Steps): boolean {
  return beginning.every((each, index) => steps[index] === each);
}
