import { KeptState, PlanResult } from '@dotkom/deploying';

/**
 * The stacks whose plan says nothing of what is deployed, because somebody deployed or destroyed while it was made, or is at
 * it still. The next night tells of them.
 */
export function stacksUnderWay(
  plans: readonly PlanResult[],
  states: readonly KeptState[],
): ReadonlySet<string> {
  const begunAt = new Map(plans.map((plan) => [plan.stack, plan.begunAt]));
  const isUnderWay = ({ stack, isLocked, changedAt }: KeptState) => {
    const begun = begunAt.get(stack);
    return isLocked || (begun !== undefined && changedAt.getTime() >= Date.parse(begun));
  };
  return new Set(states.filter(isUnderWay).map(({ stack }) => stack));
}
