import fc from 'fast-check';
import { isUserError } from '@dotkom/stack';
import { certificateNames, zoneHolding, zoneNamed, zoneOfHost, zones } from './zones';

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/);
const zone = fc.constantFrom(...zones);

describe('the zone of a host', () => {
  it('is the zone itself for its bare name and for staging of it', () => {
    for (const each of zones) {
      expect(zoneOfHost(each)).toBe(each);
      expect(zoneOfHost(`staging.${each}`)).toBe(each);
    }
  });

  it('is that of every host one label below it, or one label below its staging', () => {
    fc.assert(
      fc.property(label, zone, (name, each) => {
        expect(zoneOfHost(`${name}.${each}`)).toBe(each);
        expect(zoneOfHost(`${name}.staging.${each}`)).toBe(each);
      }),
    );
  });

  it('refuses a host two labels below it, because a wildcard stands for one', () => {
    fc.assert(
      fc.property(label, label, zone, (one, two, each) => {
        fc.pre(two !== 'staging');
        expect(() => zoneOfHost(`${one}.${two}.${each}`)).toThrow(
          `'${one}.${two}.${each}' is not covered by the gateway's certificates, which are for ${each}, *.${each}, *.staging.${each}.`,
        );
        expect(() => zoneOfHost(`${one}.${two}.staging.${each}`)).toThrow('is not covered');
      }),
    );
  });

  it.each(['grades.com', 'evilgrades.no', 'grades.no.evil.example', 'ntnu.no', 'localhost.localdomain'])(
    "refuses '%s', which is in none of the zones, and says which there are and where one is added",
    (host) => {
      const act = () => zoneOfHost(host);
      expect(act).toThrow(`'${host}' is in none of the zones that Dotkom holds: ${zones.join(', ')}.`);
      expect(act).toThrow('libs/platform/src/contract/zones.ts');
    },
  );

  it.each([
    ['a scheme', 'https://grades.no'],
    ['a port', 'grades.no:443'],
    ['a path', 'grades.no/health'],
    ['capitals', 'Grades.no'],
    ['an underscore', 'my_app.grades.no'],
    ['a label that begins with a hyphen', '-api.grades.no'],
    ['a label that ends with a hyphen', 'api-.grades.no'],
    ['a label of 64 characters', `${'a'.repeat(64)}.grades.no`],
    ['an empty label', 'api..grades.no'],
    ['a dot at the end', 'grades.no.'],
    ['a line break at the end', 'grades.no\n'],
    ['spaces', ' grades.no'],
    ['nothing', ''],
    ['a single label', 'localhost'],
    ['254 characters', `aa${'.a'.repeat(121)}.grades.no`],
  ])('refuses a host with %s, and says how to write one', (_, host) => {
    expect(() => zoneOfHost(host)).toThrow(
      `'${host}' is not a host name. Write it in lower case without scheme, port or path, such as 'api.grades.no'.`,
    );
  });

  it.each(['*.grades.no', '*', 'api.*.no'])(
    'refuses the wildcard %s, which others would be led by',
    (host) => {
      expect(() => zoneOfHost(host)).toThrow(
        `'${host}' is not a host name but a wildcard, which would take hosts of other applications, too. Name each host`,
      );
    },
  );

  it('takes a label of 63 characters', () => {
    expect(zoneOfHost(`${'a'.repeat(63)}.grades.no`)).toBe('grades.no');
  });

  it('knows an answer to every text, and never more than a refusal', () => {
    const parts = fc.constantFrom(
      'a',
      'api',
      'staging',
      '.',
      '-',
      '*',
      'grades.no',
      'online.ntnu.no',
      ' ',
      'Å',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (some) => {
        const host = some.join('');
        try {
          const found = zoneOfHost(host);
          expect(host === found || host.endsWith(`.${found}`)).toBe(true);
        } catch (error) {
          if (!isUserError(error)) throw error;
          expect(error.message).toContain(`'${host}'`);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the zone that holds a name', () => {
  it('is that of a host of any depth, because what serves it brings a certificate of its own', () => {
    fc.assert(
      fc.property(label, label, zone, (one, two, each) => {
        expect(zoneHolding(`${one}.${two}.${each}`)).toBe(each);
      }),
    );
    expect(() => zoneHolding('_minecraft._tcp.grades.no')).toThrow('is not a host name');
    expect(() => zoneHolding('evilgrades.no')).toThrow('is in none of the zones');
  });

  it('is that of a name with underscores too, which is no host', () => {
    expect(zoneNamed('_minecraft._tcp.online.ntnu.no')).toBe('online.ntnu.no');
    expect(() => zoneNamed('_minecraft._tcp.ntnu.no')).toThrow('is in none of the zones');
  });
});

describe("the names of a zone's certificate", () => {
  it('are at most three, so that 25 certificates and 10 names each are far away', () => {
    for (const each of zones) expect(certificateNames(each).length).toBeLessThanOrEqual(3);
    expect(zones.length).toBeLessThan(20);
  });
});
