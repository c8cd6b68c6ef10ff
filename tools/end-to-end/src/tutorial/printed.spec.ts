import { notPrinted } from './printed';

const output = [
  '2026-11-26 10:00:01 api is deployed after 12 s',
  `  runs sha256:${'a'.repeat(64)} at http://127.0.0.1:40001`,
  '',
  '3 of 3 tasks run',
].join('\n');

describe('what a page shows', () => {
  it('was printed, but for times, identifiers and ports', () => {
    const shown = [
      '2026-01-01 08:00:00 api is deployed after 9 s',
      'runs sha256:0123456789ab… at http://127.0.0.1:4566',
    ];
    expect(notPrinted(shown, output)).toBeUndefined();
    expect(notPrinted(['3 of 3 tasks run'], output)).toBeUndefined();
  });

  it('was not where a word, a number or the order is another', () => {
    expect(notPrinted(['2 of 3 tasks run'], output)).toBe('2 of 3 tasks run');
    expect(
      notPrinted(['3 of 3 tasks run', '…', '2026-11-26 10:00 api is deployed after 1 s'], output),
    ).toContain('api');
  });

  it('leaves lines out only where it says so', () => {
    const [first, , , last] = output.split('\n');
    expect(notPrinted([first!, last!], output)).toBe(last);
    expect(notPrinted([first!, '…', last!], output)).toBeUndefined();
  });
});
