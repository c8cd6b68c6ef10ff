import fc from 'fast-check';
import { nodeCapacity } from '@dotkom/platform/contract';
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

const pinned = `public.ecr.aws/nginx/nginx@sha256:${'a'.repeat(64)}`;

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
  ['a count of 0', { count: 0 }, "'count': 0 is no number of tasks. Use a whole number from 1 to 50."],
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
  ['no host at all', { host: [] }, 'A web service needs a host'],
  ['a former name that is the name', { formerly: 'backend' }, "'backend' is what it is called"],
  ['a former name that is none', { formerly: 'Back_End' }, "'back-end' would do."],
  [
    'a host listed twice',
    { host: ['grades.no', 'www.grades.no', 'grades.no'] },
    "The host 'grades.no' is listed more than once.",
  ],
  ['a second host in no zone', { host: ['grades.no', 'grades.com'] }, "'grades.com' is in none of the zones"],
  [
    'a health check with an expression in it',
    { healthCheck: '/${var.secret}' },
    'is not the path of a health check',
  ],
  [
    'a matcher that is none',
    { healthCheck: { path: '/', matcher: 'ok' } },
    "'ok' does not say which answers",
  ],
  [
    'a health check that overlaps itself',
    { healthCheck: { path: '/', interval: '5 seconds', timeout: '5 seconds' } },
    'A health check that may take 5 seconds cannot be made every 5 seconds.',
  ],
  [
    'a health check that is made too often',
    { healthCheck: { path: '/', interval: '1 second' } },
    "'1 second' is no time to wait between two checks: AWS takes 5 seconds to 5 minutes.",
  ],
  ['more memory than a node has', { memory: '2 GiB' }, 'A task of 2048 MiB fits on no node'],
  ['more CPU than a node has', { cpu: '2.5 vCPU' }, 'A task of 2.5 vCPU fits on no node'],
  [
    'more memory than a node has, with what comes along',
    { memory: '1550 MiB', serviceConnect: 'caller' },
    'A task of 1614 MiB fits on no node: an empty one has room for 1600 MiB. All containers of a task count, here with 0.25 vCPU and 64 MiB for the proxy of Service Connect.',
  ],
  [
    'more of both than a node has',
    { cpu: '3 vCPU', memory: '2000 MiB' },
    'A task of 3 vCPU and 2000 MiB fits on no node: an empty one has room for 2 vCPU and 1600 MiB. All containers of a task count. Make',
  ],
  [
    'a plain setting that is a secret',
    { environment: { JWT_SECRET: 'abc' } },
    "'JWT_SECRET' looks like a secret",
  ],
  [
    'a public setting without a reason',
    { environment: { API_KEY: { value: 'abc', publicBecause: ' ' } } },
    "Say why 'API_KEY' is public",
  ],
  ['a setting that is no variable', { environment: { 'a-b': '1' } }, "'a-b' cannot be the name"],
  [
    'a deploy that could never begin',
    { rolling: { minimumHealthyPercent: 50, maximumPercent: 100 } },
    'With 1 task, no deploy',
  ],
  ['a cookie that lasts too long', { sticky: '8 days' }, "'8 days' is no time to stay at one task"],
  [
    'a stop before the drain is over',
    { drain: '1 minute', stopTimeout: '30 seconds' },
    'stopped after 30 seconds would cut',
  ],
  [
    'the name of a service as an image',
    { image: 'api' },
    "If 'api' is a service or worker of yours, write the constant that it is, without quotes",
  ],
  ['an image by a tag', { image: 'public.ecr.aws/nginx/nginx:1.29' }, 'is not pinned'],
  ['an open disk without a reason', { writableRoot: '' }, 'Say why its disk is writable'],
  [
    'a writable folder that is none',
    { writable: ['cache'] },
    "'cache' is no folder that can be made writable",
  ],
  ['a writable folder beside itself', { writable: ['/app/../etc'] }, "'/app/../etc' is no folder"],
  [
    'a capability that would open the node',
    { user: { root: 'a test' }, capabilities: { add: ['SYS_ADMIN'], because: 'it wants to' } },
    "'SYS_ADMIN' is no capability",
  ],
  [
    'capabilities without a reason',
    { user: { root: 'a test' }, capabilities: { add: ['CHOWN'], because: '' } },
    'Say why it needs capabilities',
  ],
  [
    'capabilities of one that is not root',
    { capabilities: { add: ['CHOWN'], because: 'a test' } },
    "'capabilities' are root's, and it runs as '1000:1000'",
  ],
  ['root without saying why', { user: '0' }, "'0' is root"],
  ['root for no reason', { user: { root: ' ' } }, 'Say why it runs as root'],
  ['an entry point that is empty', { entryPoint: [''] as const }, 'A command is empty.'],
  [
    'a renamed secret whose parameter is none',
    { secrets: [{ variable: 'KEY', parameter: '../OTHER' }] },
    "'../OTHER' cannot be the name of a secret",
  ],
  [
    'one variable for two secrets',
    { secrets: ['KEY', { variable: 'KEY', parameter: 'OTHER_KEY' }] },
    "The secret 'KEY' is declared more than once",
  ],
  ['a user that is none', { user: 'root; rm' }, "'root; rm' is no user"],
  ['a shell in prod', { exec: true, writableRoot: 'for ECS Exec' }, 'is not for prod'],
  ['a log that CloudWatch cannot keep', { logRetention: '8 days' }, "cannot keep a log for '8 days'"],
  ['no error that takes a deploy back', { rollBackOn: { serverErrors: 0 } }, '0 is no number of errors'],
  ['half an error', { rollBackOn: { serverErrors: 0.5 } }, '0.5 is no number of errors'],
  [
    'an answer that the gateway does not wait for',
    { rollBackOn: { responseTime: '2 minutes' } },
    "'2 minutes' is no time to begin an answer",
  ],
  ['no rolling back, for no reason', { rollBackOn: { none: ' ' } }, 'Say why no answer of it takes'],
  ['silence without a reason', { noAlarmsBecause: '' }, 'Say why it has no alarms'],
  ['a name for others that is none', { serviceConnect: { name: 'My API' } }, "'My API' cannot be the name"],
  [
    'a sidecar by a tag',
    { sidecars: { agent: { image: 'agent:1', cpu: '0.125 vCPU', memory: '64 MiB' } } },
    "The image 'agent:1' is not pinned",
  ],
  [
    'a sidecar with the name of the service',
    { sidecars: { backend: { image: pinned, cpu: '0.125 vCPU', memory: '64 MiB' } } },
    "Two things are called 'backend'",
  ],
  [
    'a sidecar that is waited for and never said to be healthy',
    { sidecars: { agent: { image: pinned, cpu: '0.125 vCPU', memory: '64 MiB', awaited: 'HEALTHY' } } },
    "The container 'agent' is waited for until it is HEALTHY",
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

describe('two services with one name', () => {
  it('are refused together with whatever else is wrong, and without a stack trace', () => {
    const act = () =>
      applicationWith((stack) => {
        new WebService(stack, 'backend', plainService);
        new WebService(stack, 'backend', { ...plainService, host: 'grades.no', port: 0 });
      });
    expect(act).toThrow(/^2 problems to mend/);
    expect(act).toThrow("Two things are called 'backend'. Each needs a name of its own here");
    expect(act).toThrow('0 is not a port');
  });
});

describe('a web service of any properties', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constantFrom('512 MiB', '0.25 vCPU', '/health', 'grades.no', '15 seconds', '${x}', '', -1, 1.5, NaN),
  );
  const text = junk.map(String);
  const props = fc.record(
    {
      host: fc.oneof(text, fc.array(text, { maxLength: 7 })),
      port: junk.map(Number),
      healthCheck: fc.oneof(text, fc.record({ path: text, matcher: text, interval: text, timeout: text })),
      cpu: text,
      memory: text,
      count: junk.map(Number),
      environment: fc.dictionary(text, text, { maxKeys: 3 }),
      secrets: fc.array(text, { maxLength: 3 }),
      drain: text,
      startPeriod: text,
      sticky: text,
      user: text,
      writable: fc.array(text, { maxLength: 2 }),
      image: text,
      rolling: fc.record({ minimumHealthyPercent: junk.map(Number), maximumPercent: junk.map(Number) }),
      scaling: fc.record({ min: junk.map(Number), max: junk.map(Number), cpu: junk.map(Number) }),
    },
    { requiredKeys: [] },
  );

  it('is made or refused with a message for people, and never fails otherwise', () => {
    fc.assert(
      fc.property(props, fc.oneof(text, fc.constant('backend')), (of, id) => {
        try {
          applicationWith(
            (stack) => new WebService(stack, id, { ...plainService, ...of } as WebServiceProps),
          );
        } catch (error) {
          if (!isUserError(error)) throw error;
          expect(error.message).toMatch(/^\d+ problems? to mend before anything is planned/);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('fits on a node exactly when it is no larger than an empty one', () => {
    const memory = fc.integer({ min: 6, max: 2 * nodeCapacity.memoryMebibytes });
    fc.assert(
      fc.property(memory, (mebibytes) => {
        const make = () => webService({ memory: `${mebibytes} MiB` });
        if (mebibytes <= nodeCapacity.memoryMebibytes) expect(make).not.toThrow();
        else expect(make).toThrow('fits on no node');
      }),
      { numRuns: 20 },
    );
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
        "  grades-prod/backend\n    'port': 0 is not a port. Use the one the container listens on, from 1 to 65535.\n" +
        "  grades-prod/frontend\n    'count': -1 is no number of tasks. Use a whole number from 1 to 50.",
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
    ['five hosts', { host: ['grades.no', 'a.grades.no', 'b.grades.no', 'c.grades.no', 'd.grades.no'] }],
    [
      'a public setting with its reason',
      { environment: { API_KEY: { value: 'pk-1', publicBecause: 'for browsers' } } },
    ],
    ['all of a node', { memory: `${nodeCapacity.memoryMebibytes} MiB`, cpu: '2 vCPU' }],
    ['a singleton', { rolling: { minimumHealthyPercent: 0, maximumPercent: 100 } }],
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
