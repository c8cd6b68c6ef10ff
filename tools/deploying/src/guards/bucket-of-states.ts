import { makesItsStateBucket, stateBucketOf } from '@dotkom/synthesised';
import { deployedStates } from '../state/deployed-states';
import { statesRemain } from './errors';
import { GuardedStack } from './guarded-stack';

/** The bucket of the states goes last: without its state nobody could destroy a stack. */
export async function bucketOfStates({ stack, account }: GuardedStack): Promise<void> {
  if (!makesItsStateBucket(stack)) return;
  const bucket = stateBucketOf(stack);
  const remaining = (await deployedStates(bucket, account)).filter((state) => state.stack !== stack.name);
  if (remaining.length > 0)
    throw statesRemain(
      bucket,
      remaining.map((state) => state.stack),
    );
}
