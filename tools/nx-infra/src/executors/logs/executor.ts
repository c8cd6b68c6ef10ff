import { ExecutorContext } from '@nx/devkit';
import { LogChoices, showLogs } from '@dotkom/deploying';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople } from '../people';

export type LogsOptions = AccountOptions & LogChoices;

/** `nx logs <application> -c <environment>`: what its services, jobs and one-off tasks say; with `--follow` until Ctrl-C. */
export default function logs(options: LogsOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('logs', options, context);
    return selection ? showLogs(selection, options, { signal: interrupted() }) : true;
  });
}

/** Ctrl-C is how following ends, and no failure. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
