import { ExecutorContext } from '@nx/devkit';
import { showStatus, StatusChoices } from '@dotkom/deploying';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople } from '../people';

export type StatusOptions = AccountOptions & StatusChoices;

/** `nx status <application> -c <environment>`: what runs, what was released and by whom, how it is, and where it is reached. */
export default function status(
  options: StatusOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('status', options, context);
    return selection ? showStatus(selection, options) : true;
  });
}
