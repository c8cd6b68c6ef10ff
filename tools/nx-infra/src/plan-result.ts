import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DecidedBy } from './deployed-record';
import { ChangeRepresentation } from './terraform/attribute-changes';
import { Changes } from './terraform/plan-summary';

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
  /** The same for two plans that would do the same: of every change with all its values, shown or not. */
  readonly digest: string;
  /** What decided what it would do, once it was made. */
  readonly decidedBy?: DecidedBy;
}

/** A digest of what a plan would do: of each resource that changes, how, and what it would be. */
export function planDigest(
  summary: string,
  details: ReadonlyMap<string, ChangeRepresentation> = new Map(),
): string {
  const changes = [...details]
    .map(([address, { after, after_unknown: unknown, replace_paths: forcing }]) => ({
      address,
      after,
      unknown,
      forcing,
    }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([summary, changes]))
    .digest('hex');
}

export function writePlanResult(file: string, result: PlanResult): void {
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

export function readPlanResult(file: string): PlanResult | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
