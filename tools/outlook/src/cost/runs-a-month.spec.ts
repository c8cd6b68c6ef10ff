import { runsAMonth } from './runs-a-month';

describe('how often a schedule comes round in a month', () => {
  it.each([
    ['rate(1 hour)', 730],
    ['rate(5 minutes)', 8760],
    ['rate(2 days)', 15.21],
    ['cron(0 4 * * ? *)', 30.42],
    ['cron(0 4 ? * SUN *)', 4.35],
    ['cron(0 8 ? * MON-FRI *)', 21.73],
    ['cron(0/15 * * * ? *)', 2920],
    ['cron(*/20 6-8 1,15 * ? *)', 18],
    ['cron(0 4 1 1 ? *)', 0.083],
    ['at(2030-01-14T11:45:00)', 0],
  ])('%s: %d', (expression, runs) => expect(runsAMonth(expression)).toBeCloseTo(runs, 1));

  it('is not made up', () => {
    expect(() => runsAMonth('every day')).toThrow(
      "How often the schedule 'every day' comes round cannot be said",
    );
  });
});
