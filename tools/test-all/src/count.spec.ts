import { add, closingLine, hasFailed, jestCount, nothing } from './count';

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 0 };

describe('the sum of all tests', () => {
  it('adds what each step ran', () => {
    const total = [jestCount(report, true), { passed: 1, failed: 0, skipped: 0 }].reduce(add, nothing);
    expect(closingLine(total)).toBe('6 passed, 0 failed');
  });

  it('counts a file that could not be run as failed', () => {
    expect(closingLine(jestCount({ ...report, numRuntimeErrorTestSuites: 2 }, false))).toBe(
      '5 passed, 2 failed',
    );
  });

  it('counts a run that failed without a failed test as failed', () => {
    expect(closingLine(jestCount(report, false))).toBe('5 passed, 1 failed');
  });

  it.each([
    [{ passed: 1, failed: 1, skipped: 0 }, false, true],
    [{ passed: 1, failed: 0, skipped: 1 }, false, false],
    [{ passed: 1, failed: 0, skipped: 1 }, true, true],
    [{ passed: 1, failed: 0, skipped: 0 }, true, false],
  ])('%j, in CI %j: has failed %j', (count, isCi, failed) => {
    expect(hasFailed(count, isCi)).toBe(failed);
  });

  it('names skipped tests only where there are some', () => {
    expect(closingLine(jestCount({ ...report, numPendingTests: 3 }, true))).toBe(
      '5 passed, 0 failed, 3 skipped',
    );
  });
});
