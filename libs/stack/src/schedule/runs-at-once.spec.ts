import { mostRunsAtOnce, RepeatedJob } from './runs-at-once';

const job: RepeatedJob = {
  schedule: 'rate(1 hour)',
  retries: 0,
  timeoutSeconds: 3600 - 31,
  stopSeconds: 30,
  neverTwice: false,
};

describe('the runs of a job at once', () => {
  it('are one where a run is over before the next', () => expect(mostRunsAtOnce(job)).toBe(1));

  it('are one more for each time that comes while a run still may go on', () => {
    expect(mostRunsAtOnce({ ...job, timeoutSeconds: 3600 })).toBe(2);
    expect(mostRunsAtOnce({ ...job, timeoutSeconds: 3 * 3600 })).toBe(4);
  });

  it('last as long as every try with the waits between them: 1 minute, 2, 4', () => {
    const thrice = { ...job, retries: 2, timeoutSeconds: 1110, stopSeconds: 30 };
    expect(mostRunsAtOnce(thrice)).toBe(2);
    expect(mostRunsAtOnce({ ...thrice, timeoutSeconds: 1109 })).toBe(1);
  });

  it('are one of a job that never runs twice, however long it takes', () => {
    expect(mostRunsAtOnce({ ...job, neverTwice: true, timeoutSeconds: 86_400 })).toBe(1);
  });
});
