import { factsRead, factsWritten, stateBucketOf } from '@dotkom/synthesised';
import { deployedStates, KeptState } from '../state/deployed-states';
import { GuardedStack } from './guarded-stack';
import { Tenant } from './tenant';

/** The deployed stacks that were made with the facts that a platform writes: its databases, too, are theirs. */
export async function stacksOnPlatform({ stack, account }: GuardedStack): Promise<Tenant[]> {
  const written = factsWritten(stack);
  const states = await deployedStates(stateBucketOf(stack), account);
  return states
    .filter((state) => state.stack !== stack.name)
    .filter(({ resources }) => factsRead(resources.flatMap(dataOf)).some((path) => written.includes(path)))
    .map(({ stack: name }) => tenant(name));
}

function dataOf({ mode, type, instances = [] }: KeptState['resources'][number]) {
  return mode === 'data' ? instances.map(({ attributes }) => ({ type, path: attributes?.path })) : [];
}

/** Stacks are called `<application>-<environment>`. */
function tenant(stack: string): Tenant {
  const [, application, environment] = /^(.*)-(staging|prod)$/.exec(stack) ?? [];
  return { application, environment, what: `stack ${stack}` };
}
