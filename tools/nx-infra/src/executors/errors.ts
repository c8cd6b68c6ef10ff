import { UserError } from '@dotkom/stack/conventions';

export function environmentNotGiven(target: string, project: string): UserError {
  return new UserError(
    `Say for which environment: npx nx ${target} ${project} -c staging, -c prod, or -c local for the AWS of this machine.`,
  );
}

export function unknownEnvironment(
  environment: string,
  known: readonly string[],
  target: string,
  project: string,
): UserError {
  const commands = known.map((each) => `npx nx ${target} ${project} -c ${each}`);
  return new UserError(
    `There is no environment '${environment}'. There are ${known.join(', ')}: ${commands.join(', or ')}.`,
  );
}

export function notBefore(task: string, first: string): UserError {
  return new UserError(
    `${task} was left out: ${first} is in the same run and goes before it, and failed. ` +
      `Why is in what was said of that. Mend it, and give the same command again.`,
  );
}

export function typesDoNotFit(said: string): UserError {
  return new UserError(`The types do not fit, so that something here may mean nothing:\n\n${said}`);
}

export function noInstanceLocally(target: string, project: string): UserError {
  return new UserError(
    `No instance runs on the AWS of this machine: tasks are containers of this machine itself, so that there is no other to reach. ` +
      `Say which real environment: npx nx ${target} ${project} -c prod.`,
  );
}
