import { UserError } from '@dotkom/stack';

export function oneOrMore(): UserError {
  return new UserError(
    `A singleton runs once, and its old task ends before the new one starts: leave out 'count' and 'rolling', or 'singleton'.`,
  );
}
