import fc from 'fast-check';
import { isUserError } from '../user-error';
import { cpuUnits } from './cpu';
import { inLargestUnit, seconds } from './duration';
import { mebibytes } from './memory';

const whole = fc.integer({ min: 1, max: 1_000_000 });

/** Text that comes close to a unit, so that a mistake in a pattern has a chance to show. */
const almost = fc
  .array(
    fc.constantFrom(
      '0',
      '1',
      '512',
      '.',
      '25',
      ' ',
      '-',
      '+',
      'e3',
      'MiB',
      'GiB',
      'MB',
      'vCPU',
      'second',
      's',
      'days',
      '\n',
      '',
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const anyText = fc.oneof(fc.string({ unit: 'binary' }), almost);

describe('mebibytes', () => {
  it('gives back the MiB it is told, and 1024 of them for each GiB', () => {
    fc.assert(
      fc.property(whole, (amount) => {
        expect(mebibytes(`${amount} MiB`)).toBe(amount);
        expect(mebibytes(`${amount} GiB`)).toBe(mebibytes(`${amount * 1024} MiB`));
      }),
    );
  });

  it('refuses every text that is no whole number of MiB or GiB', () => {
    refusesAllBut(/^[1-9][0-9]* [MG]iB$/, mebibytes, 'is not an amount of memory');
  });

  it.each([
    '512',
    '512MiB',
    '512 MB',
    '0 MiB',
    '-1 MiB',
    '0.5 GiB',
    '1e3 MiB',
    ' 1 MiB',
    '1 MiB\n',
    '0512 MiB',
    '',
  ])("refuses '%s' and says how to write it", (text) => {
    expect(() => mebibytes(text as never)).toThrow(
      `'${text}' is not an amount of memory. Write a whole number of MiB or GiB above 0, such as '512 MiB' or '1 GiB'.`,
    );
  });

  it.each([
    ['512 MB', '512 MiB'],
    ['512', '512 MiB'],
    ['1g', '1024 MiB'],
    ['0.5 GiB', '512 MiB'],
  ])("offers, for '%s', '%s'", (text, meant) => {
    expect(() => mebibytes(text as never)).toThrow(`'${meant}' would do.`);
    expect(mebibytes(meant as never)).toBeGreaterThan(0);
  });

  it('refuses an amount that a number cannot hold exactly', () => {
    expect(() => mebibytes('9007199254740992 MiB')).toThrow('is not an amount of memory');
  });
});

describe('cpuUnits', () => {
  it('gives back, as ECS units, every share that ECS has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 * 1024 }), (units) => {
        const share = units / 1024;
        fc.pre(!String(share).includes('e'));
        expect(cpuUnits(`${share} vCPU`)).toBe(units);
      }),
    );
    expect(cpuUnits('0.25 vCPU')).toBe(256);
    expect(cpuUnits('1 vCPU')).toBe(1024);
  });

  it('refuses every text that is no share of a vCPU', () => {
    refusesAllBut(/^[0-9]+(\.[0-9]+)? vCPU$/, cpuUnits, 'is not an amount of CPU');
  });

  it.each([
    '0 vCPU',
    '0.0 vCPU',
    '0.1 vCPU',
    '0.0001 vCPU',
    '256',
    '.5 vCPU',
    '1. vCPU',
    '-1 vCPU',
    '1 cpu',
    '1 vCPU ',
  ])("refuses '%s' and says how to write it", (text) => {
    expect(() => cpuUnits(text as never)).toThrow(
      `'${text}' is not an amount of CPU. Write vCPUs in steps of 1/1024 above 0, such as '0.25 vCPU' or '1 vCPU'.`,
    );
  });
});

describe('what is offered in place of a share', () => {
  it.each([
    ['0.1 vCPU', '0.125 vCPU'],
    ['0.01 vCPU', '0.0625 vCPU'],
    ['256', '0.25 vCPU'],
    ['1', '1 vCPU'],
    ['1 cpu', '1 vCPU'],
  ])("is, for '%s', '%s'", (text, meant) => {
    expect(() => cpuUnits(text as never)).toThrow(`'${meant}' would do.`);
    expect(cpuUnits(meant as never)).toBeGreaterThan(0);
  });

  it('is always one, if it is any', () => {
    const text = fc.tuple(fc.double({ min: 0, noNaN: true }), fc.constantFrom('', ' vCPU', 'cpu', ' MB'));
    fc.assert(
      fc.property(text, ([amount, unit]) => {
        for (const read of [cpuUnits, mebibytes]) {
          try {
            read(`${amount}${unit}` as never);
          } catch (error) {
            const [, offered] = /'([^']+)' would do/.exec((error as Error).message) ?? [];
            if (offered) expect(read(offered as never)).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});

describe('the largest unit', () => {
  it.each([
    [86_400, '1 day'],
    [172_800, '2 days'],
    [3600, '1 hour'],
    [90, '90 seconds'],
    [60, '1 minute'],
    [0, '0 seconds'],
  ])('of %d seconds makes %s', (length, text) => expect(inLargestUnit(length)).toBe(text));

  it('is one of which the time is the same', () => {
    fc.assert(fc.property(fc.nat(), (length) => expect(seconds(inLargestUnit(length))).toBe(length)));
  });
});

describe('seconds', () => {
  it('gives back the seconds it is told, in singular and plural', () => {
    fc.assert(
      fc.property(whole, (amount) => {
        expect(seconds(`${amount} seconds`)).toBe(amount);
        expect(seconds(`${amount} second`)).toBe(amount);
      }),
    );
  });

  it('counts 60 seconds to the minute, 60 minutes to the hour and 24 hours to the day', () => {
    fc.assert(
      fc.property(whole, (amount) => {
        expect(seconds(`${amount} minutes`)).toBe(seconds(`${amount * 60} seconds`));
        expect(seconds(`${amount} hours`)).toBe(seconds(`${amount * 60} minutes`));
        expect(seconds(`${amount} days`)).toBe(seconds(`${amount * 24} hours`));
      }),
    );
  });

  it('knows no time at all', () => expect(seconds('0 seconds')).toBe(0));

  it('refuses every text that is no whole number of seconds, minutes, hours or days', () => {
    refusesAllBut(/^[0-9]+ (second|minute|hour|day)s?$/, seconds, 'is not a duration');
  });

  it.each(['30', '30s', '30 sec', '-1 seconds', '1.5 hours', '01 day', '1  day', '2 weeks', '1 day '])(
    "refuses '%s' and says how to write it",
    (text) => {
      expect(() => seconds(text as never)).toThrow(
        `'${text}' is not a duration. Write a whole number of seconds, minutes, hours or days, such as '30 seconds' or '1 minute'.`,
      );
    },
  );
});

/** Whatever has not even the form of a unit is refused with this message, and never becomes a number. */
function refusesAllBut(form: RegExp, parse: (text: never) => number, message: string): void {
  fc.assert(
    fc.property(anyText, (text) => {
      if (form.test(text)) return;
      try {
        throw new Error(`'${text}' was taken for ${parse(text as never)}.`);
      } catch (error) {
        if (!isUserError(error)) throw error;
        expect(error.message).toContain(`'${text}' ${message}`);
      }
    }),
    { numRuns: 1000 },
  );
}
