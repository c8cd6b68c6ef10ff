import { ApplicationStack } from './application-stack';
import { Bucket } from './bucket';
import { Database } from './database/database';
import { DnsRecord } from './dns-record';
import { EmailSender } from './email-sender';
import { OneOffTask } from './one-off-task/one-off-task';
import { ScheduledJob } from './scheduled-job/scheduled-job';
import { StaticSite } from './static-site/static-site';
import { plainService, refusalOf, webService } from './testing';
import { WebService } from './web-service/web-service';

const small = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;

/** The message with which a service with these properties is refused; they are right in kind. */
const refusal = (props: Record<string, unknown>) =>
  refusalOf((stack) => new WebService(stack, 'backend', { ...plainService, ...props }));

describe('values that are right in kind and make no sense', () => {
  it.each([
    [
      'the memory of no program',
      { memory: '5 MiB' },
      "No container can run with '5 MiB'. It needs '6 MiB' or more.",
    ],
    [
      'a share of CPU that Linux does not count',
      { cpu: '0.0009765625 vCPU' },
      "No container can run with '0.0009765625 vCPU'",
    ],
    [
      'a start that takes days',
      { startPeriod: '20 days' },
      "'20 days' is no time to start: AWS takes 0 seconds to 1 hour.",
    ],
    ['PATH as a secret', { secrets: ['PATH'] }, "'PATH' is no variable to set"],
    ['PATH as a setting', { environment: { PATH: '/bin' } }, "'PATH' is no variable to set"],
    [
      'credentials as a secret',
      { secrets: ['AWS_SECRET_ACCESS_KEY'] },
      "'AWS_SECRET_ACCESS_KEY' is no variable to set",
    ],
    [
      'a variable of the agent',
      { environment: { ECS_CONTAINER_METADATA_URI: 'x' } },
      'is no variable to set',
    ],
    [
      'a secret whose name SSM does not take',
      { secrets: ['A'.repeat(3000)] },
      `'${'A'.repeat(200)}...' cannot be the name`,
    ],
    ['NUL in a setting', { environment: { MOTTO: 'a\0b' } }, "'environment.MOTTO' holds a character"],
    [
      'settings that ECS does not take',
      { environment: { MOTTO: 'a '.repeat(40_000) } },
      'and ECS takes 65536.',
    ],
    ['all folders', { writable: ['/'] }, "'/' cannot be made writable: it would begin empty"],
    ['the programs of the image', { writable: ['/usr/bin'] }, "'/usr/bin' cannot be made writable"],
    ['the files of the kernel', { writable: ['/proc/sys'] }, "'/proc/sys' cannot be made writable"],
    ['devices', { writable: ['/dev'] }, "'/dev' cannot be made writable"],
    ['what an image knows of users and hosts', { writable: ['/etc'] }, "'/etc' cannot be made writable"],
    ['a folder twice', { writable: ['/app', '/app'] }, "'/app' is there twice"],
    ['a folder within another', { writable: ['/app', '/app/cache'] }, "'/app/cache' is within '/app'"],
    ['a folder within /tmp', { writable: ['/tmp/cache'] }, "'/tmp/cache' is within '/tmp'"],
    [
      'capabilities that are none',
      { capabilities: { add: [], because: 'nginx' } },
      'The list of capabilities is empty.',
    ],
    [
      'an image by a tag, past its check',
      { image: { image: { reference: 'nginx:latest', digest: '' } } },
      'The image is an object with image.',
    ],
    ['an image that is none', { image: { image: 'nginx' } }, '\'image.image\' is "nginx", a text.'],
    ['an empty check', { containerCheck: {} }, "'containerCheck' is an empty object."],
    [
      'a peak that is over for good',
      {
        scaling: {
          min: 1,
          max: 3,
          cpu: 70,
          peaks: [{ from: '2019-01-14 11:45', to: '2019-01-14 13:00', atLeast: 2 }],
        },
      },
      'is over, and never comes again',
    ],
  ] as [string, Record<string, unknown>, string][])('are refused: %s', (_, props, words) =>
    expect(refusal(props)).toContain(words),
  );

  it('are taken where only their names begin as those of the system do', () => {
    const writable = [
      '/etc/nginx/conf.d',
      '/device',
      '/var/cache/nginx',
      '/usr/share/nginx/html',
      '/process',
    ];
    expect(() => webService({ writable })).not.toThrow();
  });

  it('are refused all at once: each of a list', () => {
    const message = refusalOf((stack) => {
      new WebService(stack, 'backend', {
        ...plainService,
        writable: ['app', '/etc', '/a', '/a/b'],
        capabilities: { add: ['SYS_ADMIN', 'ALL'], because: 'a test' },
        user: { root: 'a test' },
        secrets: [{ variable: 'a b', parameter: 'c/d' }],
      });
      new StaticSite(stack, 'site', {
        host: 'vinstraff.no',
        corsOrigins: ['*', 'x'],
        uploadsFrom: ['y', 'z'],
      });
      new Bucket(stack, 'files', { corsOrigins: ['http://a.no', 'null'] });
      new EmailSender(stack, 'email', { identity: 'grades.no', from: ['a', 'b'] });
      new DnsRecord(stack, 'play', { name: 'play.grades.no', type: 'A', addresses: ['1', '2'] });
    });
    const wrong = ['app', '/etc', '/a/b', 'SYS_ADMIN', 'ALL', 'a b', 'c/d', '*', 'x', 'y', 'z'];
    for (const each of [...wrong, 'http://a.no', 'null', 'a', 'b', '1', '2']) {
      expect(message).toMatch(new RegExp(`^    .*'${each.replace('*', '\\*')}' `, 'm'));
    }
  });

  it('are told once, and nothing of what stands in for them', () => {
    for (const wrong of [{ memory: 256 }, { memory: undefined }, { cpu: 'x' }, { stopTimeout: 30 }]) {
      expect(refusal(wrong)).toMatch(/^1 problem/);
      expect(refusal(wrong)).not.toContain('No container can run with');
    }
  });

  it.each([undefined, '', 'constructor'])('are told once: %p for the name of a site or a bucket', (id) => {
    for (const make of [
      (stack: ApplicationStack) => new StaticSite(stack, id!, { host: 'vinstraff.no' }),
      (stack: ApplicationStack) => new Bucket(stack, id!),
    ]) {
      expect(refusalOf(make)).toMatch(/^1 problem/);
    }
  });

  it('are told of by the names that they were given, where another one was refused for being taken', () => {
    const message = refusalOf((stack) => {
      new WebService(stack, 'api', plainService);
      new WebService(stack, 'api', { ...plainService, port: 0 });
    });
    expect(message).toMatch(/grades-prod\/api\n +'port': 0 is not a port/);
    expect(message).not.toContain('(refused)');
  });

  it('are told once: a name that is taken', () => {
    const message = refusalOf((stack) => {
      new Bucket(stack, 'files');
      new Bucket(stack, 'files');
    });
    expect(message).toMatch(/^1 problem[^]*Two things are called 'files'/);
  });

  it('are refused: the address of the database twice', () => {
    for (const twice of [{ secrets: ['DATABASE_URL'] }, { environment: { DATABASE_URL: 'anything' } }]) {
      const message = refusalOf((stack) => {
        const database = new Database(stack, 'database');
        new WebService(stack, 'backend', { ...plainService, database, ...twice });
      });
      expect(message).toContain('DATABASE_URL');
    }
  });

  it('are refused: the service itself as a task that ends, and a task before nothing', () => {
    const message = refusalOf((stack) => {
      const backend = new WebService(stack, 'backend', plainService);
      new OneOffTask(stack, 'migration', { ...small, image: backend, before: [] });
      new ScheduledJob(stack, 'digest', { ...small, image: backend, schedule: 'rate(1 hour)' });
    });
    expect(message).toContain("'migration' runs the image of a service without a command");
    expect(message).toContain('A one-off task before nothing');
    expect(message).toContain("'digest' runs the image of a service without a command");
  });
});
