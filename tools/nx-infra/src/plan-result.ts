import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
  /** The same for two plans that would do the same: of the summary, which names every change. */
  readonly digest: string;
}

export function writePlanResult(file: string, result: Omit<PlanResult, 'digest'>): void {
  const digest = createHash('sha256').update(result.summary).digest('hex');
  writeFileSync(file, `${JSON.stringify({ ...result, digest }, null, 2)}\n`);
}

export function readPlanResult(file: string): PlanResult | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
