import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DecidedBy } from '../state/deployed-record';
import { ChangeRepresentation, differences } from '../terraform/differences';
import { Change, Changes } from '../terraform/plan-summary';

/** What the last plan of a stack would do, for programs: `plan-result.json` in the stack's working folder. */
export interface PlanResult {
  readonly stack: string;
  readonly project: string;
  readonly owner: string;
  readonly environment: string;
  readonly hasChanges: boolean;
  readonly changes: Changes;
  /** The plan, for people. */
  readonly summary: string;
  /** The same for two plans that would do the same. See {@link planDigest}. */
  readonly digest: string;
  /** What decided what it would do, once it was made. */
  readonly decidedBy?: DecidedBy;
}

/** What a plan changes, with its values: of each resource by its address, and of each output by its name. */
export interface PlanDetails {
  readonly resources: ReadonlyMap<string, ChangeRepresentation>;
  readonly outputs: ReadonlyMap<string, ChangeRepresentation>;
}

/**
 * A digest of what a plan would do: which values become which, shown to people or not. What stays as it is does not count,
 * nor in which order Terraform came to it: of a plan made later AWS answers other times and counts, and a plan that was
 * read in a pull request has to be known again when it is applied.
 */
export function planDigest(
  changes: readonly Pick<Change, 'address' | 'action'>[],
  { resources, outputs }: PlanDetails = { resources: new Map(), outputs: new Map() },
): string {
  const ofResources = changes
    .map(({ address, action }) => [address, action, becomes(resources.get(address))] as const)
    .sort(byName);
  const ofOutputs = [...outputs]
    .map(([name, change]) => [name, becomes(change)] as const)
    .filter(([, values]) => values.length > 0)
    .sort(byName);
  return createHash('sha256')
    .update(JSON.stringify([ofResources, ofOutputs]))
    .digest('hex');
}

/** Which values become which. Of what goes, that it goes is all. */
function becomes(change: ChangeRepresentation = {}): unknown[] {
  if (change.after === null) return [];
  return differences(change).map(({ steps, after, isUnknown, forces }) => [steps, after, isUnknown, forces]);
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
