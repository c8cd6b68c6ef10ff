import { Duration, seconds } from '@dotkom/stack';
import { notWholeDays } from './errors';

const secondsPerDay = 86_400;

/**
 * A duration in days, for what S3 counts in whole ones.
 *
 * @throws UserError when it is less than a day or no whole number of them.
 */
export function wholeDays(duration: Duration): number {
  const days = seconds(duration) / secondsPerDay;
  if (!Number.isInteger(days) || days < 1) throw notWholeDays(duration);
  return days;
}
