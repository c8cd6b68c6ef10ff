import { neverFires, notASchedule } from '../errors';
import { CronField, cronFields, valuesOf } from './cron';

/** When something happens again and again, in AWS's words: `'rate(15 minutes)'` or `'cron(30 6 * * ? *)'`. */
export type Schedule = `rate(${string})` | `cron(${string})`;

/**
 * Checks a schedule.
 *
 * @throws UserError when EventBridge Scheduler would refuse it, or it names a time that never comes.
 */
export function checkedSchedule(schedule: Schedule): Schedule {
  const [, count, unit] = /^rate\(([1-9]\d{0,3}) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (count !== undefined) {
    const rate = `rate(${count} ${unit}${count === '1' ? '' : 's'})`;
    if (rate !== schedule) throw notASchedule(schedule, rate);
    return schedule;
  }
  const fields = fieldsOf(schedule);
  if (!fields) throw notASchedule(schedule);
  if (!comes(fields)) throw neverFires(schedule);
  return schedule;
}

/** Whether an expression of EventBridge Scheduler names one time and no other: `at(2030-01-14T11:45:00)`. */
export function comesOnce(expression: string): boolean {
  return expression.startsWith('at(');
}

/**
 * The shortest time, in seconds, between two times that a schedule comes. Where a day of 23 hours makes it shorter, that.
 *
 * @throws UserError as {@link checkedSchedule}.
 */
export function shortestInterval(schedule: Schedule): number {
  const fields = fieldsOf(checkedSchedule(schedule));
  if (!fields) return secondsOfRate(schedule)!;
  const { minute, hour } = fields;
  const minutes = valuesOf('minute', minute);
  if (minutes.length > 1) return shortestGap(minutes, 60) * 60;
  const hours = shortestGap(valuesOf('hour', hour), 24);
  return Math.max(hours - 1, 1) * 3600; // The clocks go forward in one night a year.
}

const unitSeconds = { minute: 60, hour: 3600, day: 86_400 } as const;

/** The seconds from one time of a rate to the next; nothing of any other schedule. */
export function secondsOfRate(schedule: Schedule): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  return unit === undefined ? undefined : Number(count) * unitSeconds[unit as keyof typeof unitSeconds];
}

/** The least between two of these, or the last and the first of the next round. */
function shortestGap(values: readonly number[], round: number): number {
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  return Math.min(...sorted.map((value, index) => (sorted[index + 1] ?? sorted[0]! + round) - value));
}

type Fields = Readonly<Record<CronField, string>>;

/** The fields of a cron; nothing of any other schedule. */
export function fieldsOf(schedule: Schedule): Fields | undefined {
  const [, expression] = /^cron\(([^()]+)\)$/.exec(schedule) ?? [];
  return expression === undefined ? undefined : cronFields(expression);
}

/** Before this year nothing ran, so what only ever came before never comes. Not today's: what is right today stays right. */
export const firstYear = 2026;

/** Whether there is a day of the month that the fields name. Days of the week come in every month. */
function comes({ day, month, year }: Fields): boolean {
  const years = valuesOf('year', year).filter((each) => each >= firstYear);
  const months = valuesOf('month', month);
  const earliest = earliestDay(day);
  return years.some((each) => months.some((of) => earliest <= daysIn(each, of)));
}

/** A month that is shorter than this lacks the day. */
function earliestDay(day: string): number {
  const [, fromTheEnd, weekday] = /^(?:L-(\d+)|(\d+)W)$/.exec(day) ?? [];
  if (fromTheEnd) return Number(fromTheEnd) + 1;
  if (weekday) return Number(weekday);
  return /^[?L]/.test(day) ? 1 : Math.min(...valuesOf('day', day));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
