import { Check, Result } from './checks';
import { report } from './report';

const check = (name: string, result: Result): Check => ({ name, run: () => result });
const passing = check('first', { kind: 'passed' });
const skipping = check('second', { kind: 'skipped', why: 'Packer is not installed.' });
const failing = check('third', { kind: 'failed', output: 'line 1\nline 2' });

describe('report', () => {
  it('passes when every check did', () => {
    expect(report([passing], '', true)).toEqual({
      code: 0,
      lines: ['passed   first', 'node-image: 1 passed, 0 failed, 0 skipped'],
    });
  });

  it('says loudly what was not checked, and passes', () => {
    const { code, lines } = report([passing, skipping], '', false);
    expect(code).toBe(0);
    expect(lines).toContain('SKIPPED  second: NOT CHECKED. Packer is not installed.');
    expect(lines.at(-1)).toBe('node-image: 1 passed, 0 failed, 1 skipped');
  });

  it('fails for a skipped check where every tool is required', () => {
    expect(report([skipping], '', true).code).toBe(1);
  });

  it('fails with all of what a failed check said, and runs the others', () => {
    const { code, lines } = report([failing, passing], '', false);
    expect(code).toBe(1);
    expect(lines).toEqual([
      'FAILED   third',
      '         line 1',
      '         line 2',
      'passed   first',
      'node-image: 1 passed, 1 failed, 0 skipped',
    ]);
  });
});
