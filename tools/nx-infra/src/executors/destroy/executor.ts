import { ExecutorContext } from '@nx/devkit';
import { destroyStack } from '@dotkom/deploying';
import { needs } from '@dotkom/synthesised';
import { AccountOptions, forEachStack } from '../each-stack';
import { inOrder } from '../in-order';

export interface DestroyOptions extends AccountOptions {
  readonly yes?: boolean;
}

/**
 * `nx destroy <project> -c <environment>`: asks first, then destroys all that the stack made. In one run, applications go
 * before the platform that they are on, and bootstrap last.
 */
export default inOrder<DestroyOptions>('destroy', destroyStacks, { others: needs });

function destroyStacks(options: DestroyOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('destroy', options, context, (job) => destroyStack(job, options));
}
