import { UserError } from '@dotkom/stack';

export function planIsStale(stack: string, project: string, configuration: string): UserError {
  return new UserError(
    `The saved plan of ${stack} is stale: something was deployed, or the code or the program that plans was changed, after it was made. Nothing was applied and the plan was removed. ` +
      `Make and read a new one: npx nx diff ${project} -c ${configuration}`,
  );
}

/** That a stack differs in more than its releases. A message, not an error: it is deployed by the deploy of that. */
export function releasesWait(stack: string, other: 'code' | 'facts'): string {
  const what = other === 'code' ? 'its code is' : "its platform's facts are";
  return `${stack}: ${what} not what was deployed last; that is not deployed along with a release`;
}

/** That the same releases failed before. A message, not an error: whoever released hears it from the deploy that failed. */
export function releaseFailedBefore(stack: string): string {
  return `${stack}: what was released failed when it was deployed, and is not tried again until something else is released or the code changes`;
}

/** That ECS is not done with services, or gave up on them, although Terraform is. */
export function notSettled(stack: string, services: readonly string[]): UserError {
  return new UserError(
    `${stack}: everything was applied, but these services do not run what was deployed: ${services.join(', ')}. ` +
      `Why is above. What to do: docs/runbooks/deploy-rolled-back.md`,
  );
}

export function beyondReleases(
  stack: string,
  project: string,
  configuration: string,
  others: readonly string[],
): UserError {
  return new UserError(
    `${stack}: nothing was applied, because more would change than what was released:\n\n${others.map((line) => `  ${line}`).join('\n')}\n\n` +
      `The code here is not what is deployed, or something was changed by hand. The release stays recorded. ` +
      `Bring the stack up to date first, which deploys the release too: npx nx deploy ${project} -c ${configuration}`,
  );
}

export function notConfirmed(stack: string): UserError {
  return new UserError(
    `${stack} was not destroyed: it has to be confirmed. Answer with the name of the stack, or give --yes where nobody can answer.`,
  );
}
