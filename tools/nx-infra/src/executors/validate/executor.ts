import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { checkTerraform, validateStack } from '@dotkom/deploying';
import { checkCapacity } from '@dotkom/outlook';
import { checkAddresses, checkImages, checkWorkspaceRules, SynthesisedStack } from '@dotkom/synthesised';
import { inOrder } from '../in-order';
import { allOf, forPeople, say, sayWarning } from '../people';
import { projectRootOf, stacksOf, workspaceStacks } from '../workspace';

/** `nx validate <project>`: the rules of the workspace, room for all that runs, what images need, the list of addresses, and each stack against the provider's schema. */
export default inOrder<unknown>('validate', validateStacks);

function validateStacks(_options: unknown, context: ExecutorContext): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const stacks = stacksOf(context);
    const folder = join(context.root, projectRootOf(context));
    const all = workspaceStacks(context);
    const project = { name: context.projectName ?? '', folder };
    const valid = await allOf([
      () => checkWorkspaceRules(all, sayWarning),
      () => checkCapacity(all, sayWarning),
      () => checkImages(project, stacks),
      () => checkAddresses(project, stacks),
    ]);
    if (!valid) return false;
    checkTerraform();
    const validated = (stack: SynthesisedStack) => validateStack(stack, { workspaceRoot: context.root, say });
    return allOf(stacks.map((stack) => () => validated(stack)));
  });
}
