/** How many tests ran, and what became of them. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };

/** The fields of Jest's report that are counted here. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** The sum of two counts. */
export function add(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/**
 * What Jest reports. A file that could not be run counts as a failed test, and so does a run that failed for a reason
 * that no test shows.
 */
export function jestCount(report: JestReport, succeeded: boolean): Count {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: succeeded ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests,
  };
}

/** Whether a test run has failed. In CI, where everything that tests use is installed, a skipped test is a failed one. */
export function hasFailed({ failed, skipped }: Count, isCi: boolean): boolean {
  return failed > 0 || (isCi && skipped > 0);
}

/** The line that a test run ends with. */
export function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
