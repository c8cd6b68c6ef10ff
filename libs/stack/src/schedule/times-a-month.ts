import { hoursAMonth } from '../prices/month';
import { valuesOf } from './cron';
import { checkedSchedule, fieldsOf, Schedule, secondsOfRate } from './schedule';

const daysAMonth = hoursAMonth / 24;

/**
 * How often a schedule comes round in a month of 30.4 days: `rate(1 hour)` 730 times, `cron(0 4 ? * SUN *)` 4.3 times.
 *
 * @throws UserError as {@link checkedSchedule}.
 */
export function timesAMonth(schedule: Schedule): number {
  const fields = fieldsOf(checkedSchedule(schedule));
  if (!fields) return (hoursAMonth * 3600) / secondsOfRate(schedule)!;
  const timesADay = valuesOf('minute', fields.minute).length * valuesOf('hour', fields.hour).length;
  return (timesADay * daysOf(fields) * valuesOf('month', fields.month).length) / 12;
}

/** The days of a month of those that it comes in. What is no list of days, such as the last one, is one day a month. */
function daysOf({ day, weekday }: { readonly day: string; readonly weekday: string }): number {
  if (day === '?') return (daysAMonth * valuesOf('weekday', weekday).length) / 7 || 1;
  return day === '*' ? daysAMonth : valuesOf('day', day).length || 1;
}
