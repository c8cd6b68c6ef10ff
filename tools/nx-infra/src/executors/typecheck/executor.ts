import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { forPeople } from '../people';
import { projectRootOf } from '../workspace';
import { checkTypes } from './check-types';

/** `nx typecheck <project>`: what the compiler says, before anything is planned. */
export default function typecheck(
  _options: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    checkTypes(context.root, join(context.root, projectRootOf(context)));
    return true;
  });
}
