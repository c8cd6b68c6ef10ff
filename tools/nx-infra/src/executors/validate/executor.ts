import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { checkAddresses } from '../../addresses/project-addresses';
import { checkTypes } from '../../check-types';
import { checkWorkspaceRules } from '../../rules/workspace-rules';
import { checkTerraform } from '../../terraform/installation';
import { StackTerraform } from '../../terraform/stack-terraform';
import { projectRootOf, stacksOf } from '../each-stack';
import { inOrder } from '../in-order';
import { forPeople, say, sayWarning } from '../people';

/** `nx validate <project>`: the rules of the workspace, the list of addresses, types, and each stack against the provider's schema. */
export default inOrder<unknown>('validate', validateStacks);

function validateStacks(_options: unknown, context: ExecutorContext): Promise<{ success: boolean }> {
  return forPeople(async () => {
    checkWorkspaceRules(context, sayWarning);
    const folder = join(context.root, projectRootOf(context));
    checkTypes(context.root, folder);
    checkAddresses({ name: context.projectName ?? '', folder }, stacksOf(context));
    checkTerraform();
    const account = {
      isLocal: false,
      env: process.env,
      folder: join(context.root, 'dist', 'validate'),
      variables: {},
    };
    for (const stack of stacksOf(context)) {
      const terraform = await StackTerraform.for(stack, account, say);
      await terraform.init({ backend: { local: {} }, args: ['-reconfigure'] });
      await terraform.validate();
      say(`${stack.name}: valid`);
    }
    return true;
  });
}
