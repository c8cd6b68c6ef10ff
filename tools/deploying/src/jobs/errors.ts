import { UserError } from '@dotkom/stack/conventions';

export function noSuchJob(
  name: string | undefined,
  {
    project,
    jobs,
    oneOffTasks,
  }: { project: string; jobs: readonly string[]; oneOffTasks: readonly string[] },
): UserError {
  const has = jobs.length > 0 ? `It has ${jobs.join(', ')}.` : 'It has none.';
  if (name === undefined)
    return new UserError(`Say which job of ${project}: npx nx run ${project}:job NAME -c local. ${has}`);
  return new UserError(
    oneOffTasks.includes(name)
      ? `'${name}' of ${project} is a one-off task: it runs in the deploy that changes it, before the services that need it. Jobs run at any time. ${has}`
      : `${project} has no job '${name}'. ${has}`,
  );
}

export function jobNotDeployed(name: string, stack: string, project: string): UserError {
  return new UserError(
    `The job ${name} of ${stack} is not deployed, so that there is nothing to run. Deploy it first: npx nx deploy ${project} -c ENVIRONMENT.`,
  );
}

export function runsAlready(name: string, stack: string, task: string): UserError {
  return new UserError(
    `The job ${name} of ${stack} runs already (task ${task}), and must never run twice at once (neverTwice). Wait for its end.`,
  );
}

/** What a failed run means that a person asked for. */
export const notTriedAgain =
  'It is not tried again, as its schedule would try it: mend it, and run it once more.';
