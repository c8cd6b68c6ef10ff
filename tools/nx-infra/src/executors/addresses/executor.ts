import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { lineOf, updateAddresses } from '@dotkom/synthesised';
import { forPeople, say } from '../people';
import { projectRootOf, stacksOf } from '../workspace';

export interface AddressesOptions {
  /** Addresses that may be lost. */
  readonly confirmRemoval?: readonly string[];
}

/** `nx addresses <project>`: brings the committed list of the project's addresses up to date. */
export default function addresses(
  { confirmRemoval = [] }: AddressesOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const name = context.projectName ?? '';
    const project = { name, folder: join(context.root, projectRootOf(context)) };
    const { added, lost, moved } = updateAddresses(project, stacksOf(context), confirmRemoval);
    for (const each of added) say(`+ ${lineOf(each)}`);
    for (const each of [...moved, ...lost]) say(`- ${lineOf(each)}`);
    if (added.length + moved.length + lost.length === 0) say(`${name}: the list of addresses is up to date`);
    return true;
  });
}
