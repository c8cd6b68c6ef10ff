import { ExecutorContext } from '@nx/devkit';
import { openShell, ShellChoices } from '@dotkom/deploying/access';
import { AccountOptions, selectRunningFor } from '../each-stack';
import { forPeople } from '../people';

export type SessionOptions = AccountOptions & ShellChoices;

/** `nx session platform`: a logged shell on an instance of a platform, in this terminal. */
export default function session(
  options: SessionOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectRunningFor('session', options, context);
    return selection ? openShell(selection, options) : true;
  });
}
