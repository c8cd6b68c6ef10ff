import { ExecutorContext } from '@nx/devkit';
import { preflight as preflightOf, PreflightChoices } from '@dotkom/deploying/preflight';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople, say } from '../people';
import { workspaceStacks } from '../workspace';

export type PreflightOptions = AccountOptions & PreflightChoices;

/** `nx preflight <project> -c <environment>`: whether the account is ready for the project, and what to do where it is not. */
export default function preflight(
  options: PreflightOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('preflight', options, context);
    if (!selection) return true;
    return preflightOf(selection.stacks, workspaceStacks(context), selection.account, say, options);
  });
}
