import { UserError } from '@dotkom/stack/conventions';

export function notAllTold(failures: readonly string[]): UserError {
  return new UserError(
    `GitHub was told of all else, but not of this:\n${failures.map((failure) => `  ${failure}`).join('\n')}\n` +
      'Mend the reason and run the workflow Drift by hand, or its issues are as old as the night before.',
  );
}

export function nothingPlanned(stacks: number): UserError {
  return new UserError(
    `None of ${stacks} stacks could be planned, which is hardly the fault of each: nobody is told of anything. ` +
      'The steps before say why, mostly that the role could not be taken or a registry was not there.',
  );
}

export function leftBehindUnknown(reason: string): UserError {
  return new UserError(
    `Whether something is deployed that the code has no more, could not be found out: ${reason}. ` +
      'All else was told. Mend it and run the workflow Drift by hand.',
  );
}
