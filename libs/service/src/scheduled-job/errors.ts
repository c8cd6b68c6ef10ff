import { UserError } from '@dotkom/stack';

export function notARetryCount(retries: number, most: number): UserError {
  return new UserError(`${retries} is no number of retries. Use a whole number from 0 to ${most}.`);
}

export function twiceByRetry(retries: number): UserError {
  return new UserError(
    `A job that must never run twice at once cannot be tried again ${retries} times: by then the next run may have begun. ` +
      `Leave out 'retries', or 'neverTwice' where two at once do no harm.`,
  );
}
