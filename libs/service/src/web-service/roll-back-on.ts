import { Duration, inProperty } from '@dotkom/stack';
import { Check } from '../container/check';
import { secondsBetween } from '../container/normalise';
import { reason } from '../container/reason';
import { notANumberOfErrors } from './errors';

/** What of a service's answers takes a deploy back, in each of two minutes in a row, while it goes on and for some minutes after. */
export interface RollBackOn {
  /** More answers of 5xx than this in a minute, from all of its tasks together; from 1 to 100000. @default 10 */
  readonly serverErrors?: number;
  /** That its tasks take longer than this to begin an answer, on the mean of a minute; at most a minute. @default '5 seconds' */
  readonly responseTime?: Duration;
}

export interface NormalisedRollBackOn {
  readonly serverErrors: number;
  readonly responseSeconds: number;
}

const mostErrors = 100_000;

/** The longest that the gateway waits for an answer. */
const longestAnswer = 60;

/** Checks what takes a deploy back; nothing where nothing does, for a reason. */
export function normaliseRollBackOn(
  asked: RollBackOn | { readonly none: string } = {},
  check: Check,
): NormalisedRollBackOn | undefined {
  if ('none' in asked) {
    check(
      inProperty('rollBackOn.none', () => reason('no answer of it takes a deploy back', asked.none)),
      true,
    );
    return undefined;
  }
  const { serverErrors = 10, responseTime = '5 seconds' } = asked;
  return {
    serverErrors: check(
      inProperty('rollBackOn.serverErrors', () => checkedErrors(serverErrors)),
      1,
    ),
    responseSeconds: check(
      inProperty('rollBackOn.responseTime', () =>
        secondsBetween('begin an answer', responseTime, 1, longestAnswer),
      ),
      1,
    ),
  };
}

function checkedErrors(count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > mostErrors)
    throw notANumberOfErrors(count, mostErrors);
  return count;
}
