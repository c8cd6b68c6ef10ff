import { neverFires, notASchedule } from '../errors';

/** When something happens again and again, in AWS's words: `'rate(15 minutes)'` or `'cron(30 6 * * ? *)'`. */
export type Schedule = `rate(${string})` | `cron(${string})`;

/**
 * Checks a schedule.
 *
 * @throws UserError when EventBridge Scheduler would refuse it, or it names a time that never comes.
 */
export function checkedSchedule(schedule: Schedule): Schedule {
  const rate = /^rate\(([1-9]\d{0,3}) (minute|hour|day)(s?)\)$/.exec(schedule);
  if (rate && (rate[1] === '1') === (rate[3] === '')) return schedule;
  const [, fields] = /^cron\(([^()]+)\)$/.exec(schedule) ?? [];
  if (!fields || !isCron(fields)) throw notASchedule(schedule);
  if (!comes(fields)) throw neverFires(schedule);
  return schedule;
}

/**
 * The shortest time, in seconds, between two times that a schedule comes. Where a day of 23 hours makes it shorter, that.
 *
 * @throws UserError as {@link checkedSchedule}.
 */
export function shortestInterval(schedule: Schedule): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(checkedSchedule(schedule)) ?? [];
  if (unit) return Number(count) * { minute: 60, hour: 3600, day: 86_400 }[unit as 'minute' | 'hour' | 'day'];
  const [minute = '', hour = ''] = schedule.slice('cron('.length).split(' ');
  const minutes = valuesOf(minute, fieldRules[0]!);
  if (minutes.length > 1) return shortestGap(minutes, 60) * 60;
  const hours = shortestGap(valuesOf(hour, fieldRules[1]!), 24);
  return Math.max(hours - 1, 1) * 3600; // The clocks go forward in one night a year.
}

/** The least between two of these, or the last and the first of the next round. */
function shortestGap(values: readonly number[], round: number): number {
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  return Math.min(...sorted.map((value, index) => (sorted[index + 1] ?? sorted[0]! + round) - value));
}

const months = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC';
const days = 'SUN|MON|TUE|WED|THU|FRI|SAT';

/** What each field of AWS's cron may hold: minutes, hours, days of the month, months, days of the week, years. */
const fieldRules: readonly { least: number; most: number; names?: string; special?: RegExp }[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, special: /^(\?|L|L-\d{1,2}|LW|\d{1,2}W)$/ },
  { least: 1, most: 12, names: months },
  { least: 1, most: 7, names: days, special: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { least: 1970, most: 2199 },
];

function isCron(expression: string): boolean {
  const fields = expression.split(' ');
  if (fields.length !== fieldRules.length) return false;
  // One of the two says the day, and the other that it does not.
  if ([fields[2], fields[4]].filter((field) => field === '?').length !== 1) return false;
  return fields.every((field, index) => {
    const rule = fieldRules[index]!;
    return rule.special?.test(field) || field.split(',').every((part) => isPart(part, rule));
  });
}

function isPart(part: string, { least, most, names }: (typeof fieldRules)[number]): boolean {
  const [range = '', step, ...others] = part.split('/');
  if (others.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*') return true;
  const bounds = range.split('-');
  if (bounds.length > 2) return false;
  const values = bounds.map((bound) => valueOf(bound, names));
  if (!values.every((value) => value >= least && value <= most)) return false;
  return values.length === 1 || values[0]! <= values[1]!;
}

function valueOf(bound: string, names = ''): number {
  const named = names.split('|').indexOf(bound) + 1;
  return named > 0 ? named : /^\d+$/.test(bound) ? Number(bound) : NaN;
}

/** Before this year nothing ran, so what only ever came before never comes. Not today's: what is right today stays right. */
export const firstYear = 2026;

/** Whether there is a day of the month that the fields name. Days of the week come in every month. */
function comes(expression: string): boolean {
  const [, , day = '', month = '', , year = ''] = expression.split(' ');
  const years = valuesOf(year, fieldRules[5]!).filter((each) => each >= firstYear);
  const months = valuesOf(month, fieldRules[3]!);
  const earliest = earliestDay(day);
  return years.some((each) => months.some((of) => earliest <= daysIn(each, of)));
}

/** A month that is shorter than this lacks the day. */
function earliestDay(day: string): number {
  const [, fromTheEnd, weekday] = /^(?:L-(\d+)|(\d+)W)$/.exec(day) ?? [];
  if (fromTheEnd) return Number(fromTheEnd) + 1;
  if (weekday) return Number(weekday);
  return Math.min(...(/^[?L]/.test(day) ? [1] : valuesOf(day, fieldRules[2]!)));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Every value that a field stands for. */
function valuesOf(field: string, { least, most, names }: (typeof fieldRules)[number]): number[] {
  return field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [first, last] =
      range === '*' ? [least, most] : range.split('-').map((bound) => valueOf(bound, names));
    const end = last ?? (step === undefined ? first! : most);
    const values: number[] = [];
    for (let value = first!; value <= end; value += Number(step ?? 1)) values.push(value);
    return values;
  });
}
