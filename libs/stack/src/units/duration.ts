import { notADuration } from '../errors';

/** A length of time as people write it: `'30 seconds'`, `'1 minute'`, `'14 days'`. */
export type Duration =
  | `${number} second`
  | `${number} seconds`
  | `${number} minute`
  | `${number} minutes`
  | `${number} hour`
  | `${number} hours`
  | `${number} day`
  | `${number} days`;

const secondsPer: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * A duration in seconds.
 *
 * @example
 * seconds('2 minutes') // 120
 * @throws UserError when the value is no whole number of seconds, minutes, hours or days.
 */
export function seconds(duration: Duration): number {
  const [, amount, unit] = /^(0|[1-9]\d*) (second|minute|hour|day)s?$/.exec(duration) ?? [];
  const value = Number(amount) * (secondsPer[unit ?? ''] ?? NaN);
  if (!Number.isSafeInteger(value)) throw notADuration(duration);
  return value;
}

/** Seconds as people write them, in the largest unit of which they are a whole number: `'1 day'` for 86400. */
export function inLargestUnit(length: number): Duration {
  const [unit, of] = Object.entries(secondsPer)
    .reverse()
    .find(([, each]) => length > 0 && length % each === 0) ?? ['second', 1];
  const amount = length / of;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}` as Duration;
}
