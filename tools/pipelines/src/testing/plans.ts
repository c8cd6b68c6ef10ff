import { PlanResult } from '@dotkom/deploying';
import { ShownPlan } from '../plans/shown-plans';

/** A plan as `nx diff` leaves it. */
export function plan(stack: string, changes: Partial<PlanResult> = {}): PlanResult {
  return {
    stack,
    project: 'grades',
    owner: 'backlog',
    environment: 'prod',
    begunAt: '2026-11-22T12:00:00.000Z',
    hasChanges: true,
    shows: [],
    valuesDigest: 'b'.repeat(64),
    changes: { create: 1, update: 0, replace: 0, destroy: 0, adopt: 0 },
    summary: `${stack}: 1 to create\n  create ${stack}/backend/log`,
    digest: 'a'.repeat(64),
    ...changes,
  };
}

/** A plan as it is shown on a pull request. */
export function shown(stack: string, changes: Partial<ShownPlan> = {}): ShownPlan {
  const { owner, hasChanges, summary, digest } = plan(stack);
  return { stack, owner, hasChanges, destroys: false, summary, digest, ...changes };
}
