import { SynthesisedStack } from '@dotkom/synthesised';
import { capacityPlans, problemsInWords, warningsInWords } from '../capacity';

/** What a change does to the capacity of the nodes. */
export interface CapacityChange {
  /** Whether all of it runs and can be deployed afterwards. */
  readonly fits: boolean;
  /** A sentence where all is fine; else everything that is not, the worst first. */
  readonly said: readonly string[];
}

/** What a change does to the nodes of every platform. What was so before is not told again, unless nothing would run. */
export function capacityChange(
  before: readonly SynthesisedStack[],
  after: readonly SynthesisedStack[],
): CapacityChange {
  const [old, now] = [capacityPlans(before), capacityPlans(after)];
  const problems = now.flatMap(problemsInWords);
  const known = old.flatMap(warningsInWords);
  const warnings = now.flatMap(warningsInWords).filter((message) => !known.includes(message));
  if (problems.length > 0) return { fits: false, said: [...problems, ...warnings] };
  const nodes = now.flatMap(({ pools }) => pools).filter((plan) => plan.nodes.length > 0);
  const room = nodes.map(
    ({ pool, nodes: atRest }) => `${pool.name} has ${atRest.length} of at most ${pool.max} nodes at rest`,
  );
  return {
    fits: true,
    said: [
      `Everything fits and can be deployed${room.length > 0 ? `: ${room.join(', ')}` : ''}.`,
      ...warnings,
    ],
  };
}
