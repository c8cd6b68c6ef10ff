import { statesRemain } from '../errors';
import { makesItsStateBucket, stateBucketOf } from '../stack/synthesised-stack';
import { GuardedStack } from './guard';
import { deployedStates } from './states';

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
