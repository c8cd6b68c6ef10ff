import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DecidedBy } from '../state/deployed-record';
import { ChangeRepresentation, Difference, differences, PlanDetails } from '../terraform/differences';
import { Change, Changes } from '../terraform/plan-summary';
import { ReleasedParts } from './released-parts';

/** What the last plan of a stack would do, for programs: `plan-result.json` in the stack's working folder. */
export interface PlanResult {
  readonly stack: string;
  readonly project: string;
  readonly owner: string;
  readonly environment: string;
  /** When it was begun, in UTC: what was deployed later is not in it. */
  readonly begunAt: string;
  readonly hasChanges: boolean;
  readonly changes: Changes;
  /** Each change, as people are shown it. */
  readonly shows: readonly Change[];
  /** Of all values that change, shown or not. See {@link valuesDigest}. */
  readonly valuesDigest: string;
  /** The plan, for people. */
  readonly summary: string;
  /** The same for two plans that would do the same. See {@link planDigest}. */
  readonly digest: string;
  /** What decided what it would do, once it was made. */
  readonly decidedBy?: DecidedBy;
}

/**
 * A digest of what a plan would do: all that people are shown of it, and the {@link valuesDigest}. What was there before does
 * not count, nor in which order Terraform came to it, nor what a release alone changes: a plan that was read in a pull request has to be
 * known again when it is applied. Whoever shows a plan that another made computes this from what is shown, so that nobody
 * reads one plan and lets another be applied.
 */
export function planDigest({
  shows,
  valuesDigest: values,
}: Pick<PlanResult, 'shows' | 'valuesDigest'>): string {
  const counted = shows
    .filter(({ isReleased }) => !isReleased)
    .map(({ address, constructPath, action, reason, attributes, isAdopted }) => {
      const shown = attributes
        .filter(({ isReleased }) => !isReleased)
        .map(({ path, after, forces }) => [path, after, forces]);
      return [address, constructPath, action, reason, shown, ...(isAdopted ? ['adopted'] : [])] as const;
    })
    .sort(byName);
  return digestOf([counted, values]);
}

/**
 * A digest of which values become which, shown to people or not: secret ones, and those of which only the beginning is shown.
 * Of what stays, AWS answers other times and counts each time, and of what a release changes nobody asks.
 */
export function valuesDigest(
  changes: readonly Pick<Change, 'address' | 'action' | 'isReleased'>[],
  { resources, outputs }: PlanDetails,
  released: ReleasedParts,
): string {
  const ofResources = changes
    .filter(({ isReleased }) => !isReleased)
    .map(({ address, action }) => {
      const isReleased = (each: Difference) => released.hasOfResource(address, each);
      return [address, action, becomes(resources.get(address), isReleased)] as const;
    })
    .sort(byName);
  const ofOutputs = [...outputs]
    .map(([name, change]) => [name, becomes(change, (each) => released.hasOfOutput(each))] as const)
    .filter(([, values]) => values.length > 0)
    .sort(byName);
  return digestOf([ofResources, ofOutputs]);
}

/** Which values become which. Of what goes, that it goes is all. */
function becomes(
  change: ChangeRepresentation = {},
  isReleased: (difference: Difference) => boolean,
): unknown[] {
  if (change.after === null) return [];
  return differences(change)
    .filter((each) => !isReleased(each))
    .map(({ steps, after, isUnknown, forces }) => [steps, after, isUnknown, forces]);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function byName([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]): number {
  return one < other ? -1 : 1;
}

export function writePlanResult(file: string, result: PlanResult): void {
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

export function readPlanResult(file: string): PlanResult | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
