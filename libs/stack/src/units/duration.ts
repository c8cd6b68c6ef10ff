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
