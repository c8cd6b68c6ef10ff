import { failures } from './failures';

const passed = { status: 'passed', fullName: 'a test that passes', failureMessages: [] };

describe('what failed', () => {
  it('is each test with its file and the beginning of what it said, in a line', () => {
    const report = {
      testResults: [
        { name: '/w/a.spec.ts', status: 'passed', message: '', assertionResults: [passed] },
        {
          ...{ name: '/w/libs/b.spec.ts', status: 'failed', message: 'the whole output' },
          assertionResults: [
            passed,
            {
              ...{ status: 'failed', fullName: 'a stack is small' },
              failureMessages: [
                'Error: \u001b[2mexpect(\u001b[22m3)\n\nExpected: 4\n    at Object.it (b.spec.ts:3:1)',
              ],
            },
          ],
        },
      ],
    };
    expect(failures(report, '/w')).toEqual([
      'libs/b.spec.ts › a stack is small: Error: expect(3) Expected: 4',
    ]);
  });

  it('is the file where it could not be run', () => {
    const message = `  ● Test suite failed to run\n\n    Cannot find module 'x'\n\n      at resolve (a.js:1)${'x'.repeat(1000)}`;
    const report = {
      testResults: [{ name: '/w/a.spec.ts', status: 'failed', message, assertionResults: [] }],
    };
    expect(failures(report, '/w')).toEqual(["a.spec.ts: ● Test suite failed to run Cannot find module 'x'"]);
  });

  it('says no more than a few lines of each', () => {
    const report = {
      testResults: [
        { name: '/w/a.spec.ts', status: 'failed', message: 'word '.repeat(1000), assertionResults: [] },
      ],
    };
    expect(failures(report, '/w')[0]!.length).toBeLessThan(500);
  });
});
