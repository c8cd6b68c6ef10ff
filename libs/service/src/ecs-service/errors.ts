import { UserError } from '@dotkom/stack';
import { counted } from '@dotkom/stack/conventions';

export function notAPercentage(property: string, value: number, least: number, most: number): UserError {
  return new UserError(
    `'${property}': ${value} is no percentage here. Use a whole number from ${least} to ${most}.`,
  );
}

export function neverRolls(count: number, minimum: number, maximum: number): UserError {
  return new UserError(
    `With ${counted(count, 'task')}, no deploy could ever begin: at least ${minimum} % must stay healthy (rounded up) ` +
      `and at most ${maximum} % may run (rounded down), so none may be stopped and none started. ` +
      `Use 100 and 200, or 0 and 100 where two must never run at once.`,
  );
}
