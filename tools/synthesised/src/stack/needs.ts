import { platformOf } from './platform-facts';
import { makesItsStateBucket, stateBucketOf, SynthesisedStack } from './synthesised-stack';

/**
 * Whether one stack can be deployed only after another, and destroyed only before it: that other one makes the bucket of
 * its state, or is the platform whose facts it reads.
 */
export function needs(stack: SynthesisedStack, other: SynthesisedStack): boolean {
  if (stack.name === other.name) return false;
  const keepsItsState = makesItsStateBucket(other) && stateBucketOf(other) === stateBucketOf(stack);
  return keepsItsState || platformOf(stack, [other]) !== undefined;
}
