import { ExecutorContext } from '@nx/devkit';
import { JobChoices, runJob } from '@dotkom/deploying';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople } from '../people';

export type JobOptions = AccountOptions & JobChoices;

/** `nx run <application>:job NAME -c <environment>`: runs a job now, outside of its schedule, and shows its log. */
export default function job(options: JobOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('job', options, context);
    if (selection) await runJob(selection, options);
    return true;
  });
}
