import { hoursAMonth } from '@dotkom/stack/prices';
import { unreadableSchedule } from './errors';

const daysAMonth = hoursAMonth / 24;

const minutesOf = { minute: 1, hour: 60, day: 60 * 24 } as const;

/** The fields of AWS's cron in which values are counted, with how many there can be. */
const most = { minutes: 60, hours: 24, days: 31, months: 12, weekdays: 7 } as const;

/**
 * How often a schedule of EventBridge comes round in a month of 30.4 days: `rate(1 hour)` 730 times, `cron(0 4 ? * SUN *)`
 * 4.3 times, one that is for once not at all.
 *
 * @throws UserError where it cannot be read.
 */
export function runsAMonth(expression: string): number {
  if (/^at\(/.test(expression)) return 0;
  const [, every, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit) return (daysAMonth * 24 * 60) / (Number(every) * minutesOf[unit as keyof typeof minutesOf]);
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) \S+\)$/.exec(expression)?.slice(1);
  if (!fields) throw unreadableSchedule(expression);
  const [minutes = '', hours = '', days = '', months = '', weekdays = ''] = fields;
  const daysThatCount =
    days === '?' || days === '*'
      ? (daysAMonth * countIn(weekdays, most.weekdays)) / most.weekdays
      : countIn(days, most.days);
  const timesADay = countIn(minutes, most.minutes) * countIn(hours, most.hours);
  return (timesADay * daysThatCount * countIn(months, most.months)) / most.months;
}

const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** How many values a field allows. */
function countIn(field: string, all: number): number {
  if (field === '*' || field === '?') return all;
  const [, from = '', step] = /^([^/]+)\/(\d+)$/.exec(field) ?? [];
  if (step) return Math.ceil((from === '*' ? all : all - Number(from)) / Number(step));
  return field.split(',').reduce((sum, each) => {
    const [first = '', last] = each.split('-').map(valueOf);
    return sum + (last === undefined ? 1 : Number(last) - Number(first) + 1);
  }, 0);
}

function valueOf(text: string): string {
  const weekday = weekdayNames.indexOf(text);
  return weekday < 0 ? text : String(weekday + 1);
}
