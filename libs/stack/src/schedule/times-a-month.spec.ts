import { Schedule } from './schedule';
import { timesAMonth } from './times-a-month';

describe('how often a schedule comes round in a month', () => {
  it.each<[Schedule, number]>([
    ['rate(1 hour)', 730],
    ['rate(5 minutes)', 8760],
    ['rate(2 days)', 15.21],
    ['cron(0 4 * * ? *)', 30.42],
    ['cron(0 4 ? * SUN *)', 4.35],
    ['cron(0 8 ? * MON-FRI *)', 21.73],
    ['cron(0/15 * * * ? *)', 2920],
    ['cron(*/20 6-8 1,15 * ? *)', 18],
    ['cron(0-30/10 4 1 * ? *)', 4],
    ['cron(0 4 1 1 ? *)', 0.083],
    ['cron(0 4 1 JAN-MAR ? *)', 0.25],
    ['cron(0 4 LW * ? *)', 1],
    ['cron(0 4 L-3 * ? *)', 1],
    ['cron(0 4 ? * 2#1 *)', 1],
  ])('%s: %d', (schedule, times) => expect(timesAMonth(schedule)).toBeCloseTo(times, 2));

  it('is not made up', () => {
    expect(() => timesAMonth('every day' as Schedule)).toThrow("'every day' is not a schedule");
  });
});
