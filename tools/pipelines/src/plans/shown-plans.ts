import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Change, planDigest, PlanResult, planSummary } from '@dotkom/deploying';
import { notAPlan } from './errors';

/** A plan as it is shown on a pull request. */
export interface ShownPlan {
  readonly stack: string;
  readonly owner: string;
  readonly hasChanges: boolean;
  /** Whether something is destroyed, be it to be made again. */
  readonly destroys: boolean;
  readonly summary: string;
  /** Of what is shown: the same only for a plan that does what people read. */
  readonly digest: string;
}

/** What stacks and teams are called. */
const name = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * The plans that a pull request left in a folder, each below its stack. They come from code that nobody has reviewed, so they
 * are checked, and what is shown is made here of what is in them: summary and digest alike, so that neither can say
 * anything of another plan.
 *
 * @param stacks of which there are plans. @default every one in the folder
 * @throws UserError when something of them is no plan.
 */
export function readShownPlans(folder: string, stacks = readdirSync(folder)): ShownPlan[] {
  return [...stacks]
    .sort()
    .map((stack) => shownPlan(stack, parsed(stack, join(folder, stack, 'plan-result.json'))));
}

function parsed(stack: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw notAPlan(stack, (error as Error).message);
  }
}

function shownPlan(folder: string, found: unknown): ShownPlan {
  const refuseUnless = (holds: boolean, what: string) => {
    if (!holds) throw notAPlan(folder, what);
  };
  refuseUnless(isRecord(found), 'it is no object');
  const plan = found as Partial<PlanResult>;
  refuseUnless(plan.stack === folder && name.test(folder), 'it is of another stack than its folder says');
  refuseUnless(name.test(String(plan.owner)), 'its owner is no team');
  refuseUnless(typeof plan.hasChanges === 'boolean', 'it does not say whether it changes anything');
  refuseUnless(/^[0-9a-f]{64}$/.test(String(plan.valuesDigest)), 'it has no digest of its values');
  refuseUnless(
    Array.isArray(plan.shows) && plan.shows.every(isChange),
    'its changes are not as nx diff writes them',
  );
  const { stack, owner, hasChanges, shows } = found as PlanResult;
  const summary = planSummary(stack, shows, hasChanges);
  const destroys = shows.some(({ action }) => action === 'delete' || action === 'replace');
  return { stack, owner, hasChanges, destroys, summary, digest: planDigest(found as PlanResult) };
}

function isChange(value: unknown): value is Change {
  return (
    isRecord(value) &&
    ['address', 'constructPath', 'action'].every((key) => isLine(value[key])) &&
    (value['reason'] === undefined || isLine(value['reason'])) &&
    Array.isArray(value['attributes']) &&
    value['attributes'].every(
      (attribute) =>
        isRecord(attribute) && ['path', 'before', 'after'].every((key) => isLine(attribute[key])),
    )
  );
}

/** A text of one line: another could look like a change of its own. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && !/[\r\n\u2028\u2029]/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
