import { isUserError } from '@dotkom/stack';
import { applicationWith, plainService, webService } from '../testing';
import { WebServiceProps } from './props';
import { WebService } from './web-service';

/** The message with which a service with these properties is refused. */
function refusal(props: Record<string, unknown>, id = 'backend'): string {
  try {
    applicationWith((stack) => new WebService(stack, id, { ...plainService, ...props } as WebServiceProps));
  } catch (error) {
    if (isUserError(error)) return error.message;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

const kinds: [string, Record<string, unknown>, string][] = [
  [
    'a health check that is no path',
    { healthCheck: 'health' },
    "'health' is not the path of a health check. It must begin with '/'",
  ],
  ['a health check with a query', { healthCheck: '/health?full=1' }, 'is not the path of a health check'],
  ['a health check with a fragment', { healthCheck: '/health#db' }, 'is not the path of a health check'],
  ['a health check with a space', { healthCheck: '/health check' }, 'is not the path of a health check'],
  ['an empty health check', { healthCheck: '' }, "'' is not the path of a health check"],
  [
    'a health check that is longer than AWS takes',
    { healthCheck: `/${'a'.repeat(1024)}` },
    'is not the path',
  ],
  ['a memory that is no size', { memory: '512' }, "'512' is not an amount of memory."],
  ['a CPU that is no share', { cpu: '256' }, "'256' is not an amount of CPU."],
  ['port 0', { port: 0 }, '0 is not a port. Use the one the container listens on, from 1 to 65535.'],
  ['a port beyond the last', { port: 65_536 }, '65536 is not a port.'],
  ['half a port', { port: 80.5 }, '80.5 is not a port.'],
  ['a port that is no number', { port: NaN }, 'NaN is not a port.'],
  ['a count of 0', { count: 0 }, '0 is no number of tasks. Use a whole number from 1 to 50.'],
  ['a count of 51', { count: 51 }, '51 is no number of tasks.'],
  ['half a task', { count: 1.5 }, '1.5 is no number of tasks.'],
  ['a host with a scheme', { host: 'https://grades.no' }, "'https://grades.no' is not a host name."],
  ['a host in no zone', { host: 'grades.com' }, "'grades.com' is in none of the zones that Dotkom holds"],
  [
    'a host without a certificate',
    { host: 'a.b.grades.no' },
    "'a.b.grades.no' is not covered by the gateway's certificates",
  ],
  ['a drain that never lets a request end', { drain: '0 seconds' }, "'0 seconds' is no time"],
  ['a drain that ECS would cut', { drain: '2 minutes' }, "'2 minutes' is no time in which requests can end"],
  ['a drain that is no duration', { drain: '15' }, "'15' is not a duration."],
  ['a start period that is no duration', { startPeriod: 'a while' }, "'a while' is not a duration."],
  ['a secret in lower case', { secrets: ['jwt_secret'] }, "'jwt_secret' cannot be the name of a secret"],
  [
    'a secret that is a path',
    { secrets: ['../../other/prod/KEY'] },
    "'../../other/prod/KEY' cannot be the name of a secret",
  ],
  [
    'a secret named twice',
    { secrets: ['KEY', 'OTHER', 'KEY'] },
    "The secret 'KEY' is declared more than once.",
  ],
  [
    'a secret that is a plain setting too',
    { secrets: ['KEY'], environment: { KEY: 'x' } },
    "'KEY' is both a secret and an environment variable.",
  ],
];

describe('a web service is refused, with a message that says what to do, for', () => {
  it.each(kinds)('%s', (_, props, message) => {
    const refused = refusal(props);
    expect(refused).toMatch(/^1 problem to mend before anything is planned; nothing was written\.\n/);
    expect(refused).toContain('  grades-prod/backend\n');
    expect(refused).toContain(message);
  });

  it.each(['Backend', 'back_end', '2nd', 'a'.repeat(31)])("the name '%s'", (id) => {
    expect(refusal({}, id)).toContain(`'${id}' cannot be the name of a service`);
  });
});

describe('a web service with everything wrong', () => {
  const wrong = {
    host: 'grades.com',
    port: 0,
    healthCheck: 'health',
    cpu: 'some',
    memory: 'much',
    count: 0,
    secrets: ['lower'],
    drain: 'a bit',
    startPeriod: 'long',
  };
  const message = refusal(wrong, 'Back_End');

  it('is told of all of it at once, in one message', () => {
    for (const part of [
      "'Back_End' cannot be the name of a service",
      "'grades.com' is in none of the zones",
      '0 is not a port',
      "'health' is not the path of a health check",
      "'some' is not an amount of CPU",
      "'much' is not an amount of memory",
      '0 is no number of tasks',
      "'lower' cannot be the name of a secret",
      "'a bit' is not a duration",
      "'long' is not a duration",
    ]) {
      expect(message).toContain(part);
    }
    expect(message).toMatch(/^10 problems to mend/);
  });

  it('is told where, by the path of the construct', () => {
    expect(message.match(/^ {2}grades-prod\/Back_End$/gm)).toHaveLength(10);
  });
});

describe('two services with a problem each', () => {
  it('are both told of', () => {
    const act = () =>
      applicationWith((stack) => {
        new WebService(stack, 'backend', { ...plainService, port: 0 });
        new WebService(stack, 'frontend', { ...plainService, host: 'grades.no', count: -1 });
      });
    expect(act).toThrow(
      '2 problems to mend before anything is planned; nothing was written.\n\n' +
        '  grades-prod/backend\n    0 is not a port. Use the one the container listens on, from 1 to 65535.\n' +
        '  grades-prod/frontend\n    -1 is no number of tasks. Use a whole number from 1 to 50.',
    );
  });
});

describe('a web service at the edges of what is allowed', () => {
  it.each<[string, Partial<WebServiceProps>]>([
    ['the first port', { port: 1 }],
    ['the last port', { port: 65_535 }],
    ['the root as health check', { healthCheck: '/' }],
    ['fifty tasks', { count: 50 }],
    ['the bare zone as host', { host: 'grades.no' }],
    ['a name of one letter for a secret', { secrets: ['A'] }],
  ])('takes %s', (_, props) => {
    expect(() => webService(props)).not.toThrow();
  });

  it('does not compile without a health check', () => {
    const { healthCheck, ...without } = plainService;
    expect(healthCheck).toBe('/health');
    // @ts-expect-error a service that takes traffic has a health check: the compiler fails here if it is ever optional.
    const props: WebServiceProps = without;
    expect(() => webService({ ...props, healthCheck: '' })).toThrow('is not the path of a health check');
  });
});
