import { ExecutorContext } from '@nx/devkit';
import { DeployChoices, deployStack } from '@dotkom/deploying';
import { needs } from '@dotkom/synthesised';
import diff from '../diff/executor';
import { AccountOptions, forEachStack } from '../each-stack';
import { inOrder } from '../in-order';
import validate from '../validate/executor';

export type DeployOptions = AccountOptions & DeployChoices;

/**
 * `nx deploy <project> -c <environment>`: applies exactly the saved plan, where `diff` has made one; or plans, shows and
 * applies. In one run, bootstrap goes before the platform, and the platform before the applications on it; a `validate`
 * and a `diff` of the same project before its deploy.
 */
export default inOrder<DeployOptions>('deploy', deployStacks, {
  own: { validate, diff },
  others: (other, stack) => needs(stack, other),
});

function deployStacks(options: DeployOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('deploy', options, context, (job) => deployStack(job, options));
}
