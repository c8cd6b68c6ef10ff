import { ExecutorContext } from '@nx/devkit';
import { projectRootOf } from '../workspace';
import { synthesise } from './synthesise';

/** `nx synth <project>`. */
export default async function synth(
  _options: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { success } = await synthesise(context.root, [projectRootOf(context)], 'shown');
  return { success };
}
