/** The fields of AWS's cron, in their order. */
export type CronField = 'minute' | 'hour' | 'day' | 'month' | 'weekday' | 'year';

interface FieldRule {
  readonly least: number;
  readonly most: number;
  readonly names?: string;
  /** What is no list of values: the last day, the weekday next to a day, the second Monday. */
  readonly special?: RegExp;
}

const months = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC';
const days = 'SUN|MON|TUE|WED|THU|FRI|SAT';

/** What each field may hold. Source: EventBridge Scheduler User Guide, "Cron-based schedules". */
const fieldRules: Readonly<Record<CronField, FieldRule>> = {
  minute: { least: 0, most: 59 },
  hour: { least: 0, most: 23 },
  day: { least: 1, most: 31, special: /^(\?|L|L-\d{1,2}|LW|\d{1,2}W)$/ },
  month: { least: 1, most: 12, names: months },
  weekday: { least: 1, most: 7, names: days, special: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  year: { least: 1970, most: 2199 },
};

/** The fields of `30 6 * * ? *` by their names; nothing where AWS would not take it. */
export function cronFields(expression: string): Readonly<Record<CronField, string>> | undefined {
  const texts = expression.split(' ');
  const names = Object.keys(fieldRules) as CronField[];
  if (texts.length !== names.length) return undefined;
  const fields = Object.fromEntries(names.map((name, index) => [name, texts[index]])) as Record<
    CronField,
    string
  >;
  // One of the two says the day, and the other that it does not.
  if ([fields.day, fields.weekday].filter((field) => field === '?').length !== 1) return undefined;
  return names.every((name) => isField(fields[name], fieldRules[name])) ? fields : undefined;
}

function isField(text: string, rule: FieldRule): boolean {
  return rule.special?.test(text) || text.split(',').every((part) => isPart(part, rule));
}

function isPart(part: string, { least, most, names }: FieldRule): boolean {
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

/** Every value that a field stands for; none for one that is no list of values, such as the last day of a month. */
export function valuesOf(field: CronField, text: string): number[] {
  const rule = fieldRules[field];
  return rule.special?.test(text) ? [] : text.split(',').flatMap((part) => valuesOfPart(part, rule));
}

function valuesOfPart(part: string, { least, most, names }: FieldRule): number[] {
  const [range = '', step] = part.split('/');
  const [first, last] =
    range === '*' ? [least, most] : range.split('-').map((bound) => valueOf(bound, names));
  const end = last ?? (step === undefined ? first! : most);
  const values: number[] = [];
  for (let value = first!; value <= end; value += Number(step ?? 1)) values.push(value);
  return values;
}
