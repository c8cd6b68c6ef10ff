import fc from 'fast-check';
import { checkedSchedule, Schedule, shortestInterval } from './schedule';

const check = (schedule: string) => checkedSchedule(schedule as Schedule);

describe('a schedule', () => {
  it.each([
    ...['rate(1 minute)', 'rate(15 minutes)', 'rate(1 hour)', 'rate(12 hours)', 'rate(1 day)'],
    ...['cron(30 6 * * ? *)', 'cron(0 8 ? * MON *)', 'cron(0/15 * ? * MON-FRI *)', 'cron(0 12 1,15 * ? *)'],
    ...['cron(0 0 L * ? *)', 'cron(0 9 ? * 2#1 *)', 'cron(0 0 29 2 ? *)', 'cron(0 0 1 JAN ? 2027-2030)'],
  ])('can be %s', (schedule) => expect(check(schedule)).toBe(schedule));

  it.each([
    ...['', 'daily', '30 6 * * *', 'rate(0 minutes)', 'rate(1 minutes)', 'rate(5 minute)', 'rate(1.5 hours)'],
    ...[
      'rate(10 seconds)',
      'cron(30 6 * * *)',
      'cron(30 6 * * * *)',
      'cron(30 6 ? * ? *)',
      'cron(60 6 * * ? *)',
    ],
    ...[
      'cron(0 24 * * ? *)',
      'cron(0 0 32 * ? *)',
      'cron(0 0 * 13 ? *)',
      'cron(0 0 ? * 8 *)',
      'cron(0 0 ? * MO *)',
    ],
    ...['cron(5-1 0 * * ? *)', 'cron(*/0 0 * * ? *)', 'at(2027-01-01T00:00:00)', 'cron(0 0 1 1 ? 20)'],
  ])("cannot be '%s'", (schedule) => expect(() => check(schedule)).toThrow('is not a schedule'));

  it.each([
    ['rate(1 minutes)', 'rate(1 minute)'],
    ['rate(5 hour)', 'rate(5 hours)'],
  ])('written as %s is told what was meant', (schedule, meant) =>
    expect(() => check(schedule)).toThrow(`Did you mean '${meant}'?`),
  );

  it.each([
    'cron(0 0 30 2 ? *)',
    'cron(0 0 31 4,6,9,11 ? *)',
    'cron(0 0 1 1 ? 2020)',
    'cron(0 0 29 2 ? 2027)',
  ])('cannot be %s, which never comes', (schedule) => expect(() => check(schedule)).toThrow('never comes'));

  it('comes whenever it is taken, whatever its day, month and year', () => {
    const field = (least: number, most: number) =>
      fc.oneof(fc.constant('*'), fc.integer({ min: least, max: most }).map(String));
    fc.assert(
      fc.property(field(1, 31), field(1, 12), fc.constantFrom('*', '2027', '2028'), (day, month, year) => {
        const fields = `0 6 ${day} ${month} ? ${year}`;
        const days = [27, 28].flatMap((yearInCentury) =>
          year === '*' || year === `20${yearInCentury}`
            ? [...Array(366).keys()].map((index) => new Date(Date.UTC(2000 + yearInCentury, 0, index + 1)))
            : [],
        );
        const comes = days.some(
          (date) =>
            (day === '*' || Number(day) === date.getUTCDate()) &&
            (month === '*' || Number(month) === date.getUTCMonth() + 1),
        );
        if (comes) {
          expect(check(`cron(${fields})`)).toBe(`cron(${fields})`);
        } else expect(() => check(`cron(${fields})`)).toThrow('never comes');
      }),
      { numRuns: 60 },
    );
  });
});

it.each<[Schedule, number]>([
  ['rate(1 minute)', 60],
  ['rate(15 minutes)', 900],
  ['rate(2 days)', 172_800],
  ['cron(0/15 * * * ? *)', 900],
  ['cron(5,20,55 * * * ? *)', 600],
  ['cron(30 * * * ? *)', 3600],
  ['cron(0 0/6 * * ? *)', 18_000],
  ['cron(0 8,10 * * ? *)', 3600],
  ['cron(30 6 * * ? *)', 82_800],
])('%s comes again after %d seconds at the earliest, the night of 23 hours counted', (schedule, seconds) => {
  expect(shortestInterval(schedule)).toBe(seconds);
});
