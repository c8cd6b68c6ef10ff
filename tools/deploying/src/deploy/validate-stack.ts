import { join } from 'node:path';
import { SynthesisedStack } from '@dotkom/synthesised';
import { StackTerraform } from '../terraform/stack-terraform';

/**
 * Checks a stack against the provider's schema, without credentials or state.
 *
 * @throws UserError with what Terraform says, and the construct it is about.
 */
export async function validateStack(
  stack: SynthesisedStack,
  { workspaceRoot, say }: { workspaceRoot: string; say: (line: string) => void },
): Promise<void> {
  const folder = join(workspaceRoot, 'dist', 'validate');
  const nowhere = { isLocal: false, env: process.env, folder, variables: {} };
  const terraform = await StackTerraform.for(stack, nowhere, say);
  await terraform.init({ backend: { local: {} }, args: ['-reconfigure'] });
  await terraform.validate();
  say(`${stack.name}: valid`);
}
