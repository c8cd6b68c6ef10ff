import { jsonIn, settled, settledNumber } from './expressions';

const released = '(lookup(local.Releases_recorded, "/releases/grades/prod/web", "") != "")';
const inPeak = '(!(timecmp(plantimestamp(), "2030-01-14T10:45:00.000Z") == -1) && true)';

describe('a text with expressions', () => {
  it('is JSON once they stand for themselves, with the quotation marks and brackets within them', () => {
    const image = `\${aws_ecr_repository.a.url}\${${released} ? "@\${lookup(local.x, "}")}" : ":none"}`;
    expect(jsonIn(`[{"image":"${image}","cpu":256}]`)).toEqual([{ image, cpu: 256 }]);
  });

  it('is what it is without any', () => expect(jsonIn('{"a":[1,"}"]}')).toEqual({ a: [1, '}'] }));
});

describe('a value', () => {
  it.each([
    [3, 3],
    ['4', 4],
    [`\${${released} ? 2 : 0}`, 2],
    [`\${${released} ? ${inPeak} ? 4 : ${inPeak} ? 3 : 1 : 0}`, 1],
    [`\${(${released} ? (5) : 0)}`, 5],
    ['${var.count}', undefined],
    [undefined, undefined],
  ])('%s comes to %s once there are releases, outside of peaks', (value, number) =>
    expect(settledNumber(value)).toBe(number),
  );

  it('may be a text, or what only a plan can say', () => {
    expect(settled(`\${${released} ? "ENABLED" : "DISABLED"}`)).toBe('ENABLED');
    expect(settled('${aws_lb.gateway.dns_name}')).toBe('${aws_lb.gateway.dns_name}');
    expect(settled(undefined)).toBeUndefined();
  });
});
