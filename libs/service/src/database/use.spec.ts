import { parse } from 'pg-connection-string';
import { jsonOf, onlyResource, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { databaseTlsModes, DatabaseTls } from '@dotkom/platform/contract';
import { OneOffTask } from '../one-off-task/one-off-task';
import { ScheduledJob } from '../scheduled-job/scheduled-job';
import { applicationWith, plainService, refusalOf } from '../testing';
import { WebServiceProps } from '../web-service/props';
import { WebService } from '../web-service/web-service';
import { Worker } from '../worker/worker';
import { Database, DatabaseProps } from './database';
import { DatabaseUse } from './use';

type Use = Omit<DatabaseUse, 'from'>;

const parts = {
  host: 'POSTGRES_HOST',
  port: 'POSTGRES_PORT',
  name: 'POSTGRES_DB',
  user: 'POSTGRES_USER',
  password: 'POSTGRES_PASSWORD',
};
const small = { cpu: '0.125 vCPU', memory: '128 MiB' } as const;

const using = (use: Use, props: DatabaseProps = {}, of: Partial<WebServiceProps> = {}) =>
  applicationWith((stack) => {
    const from = new Database(stack, 'database', props);
    new WebService(stack, 'backend', { ...plainService, ...of, database: { from, ...use } });
  });

const wishOf = (stack: SynthesisedStack) => jsonOf(onlyResource(stack, 'aws_ssm_parameter')['value']);

function containerOf(stack: SynthesisedStack): { settings: object; secrets: object } {
  const [{ environment, secrets }] = jsonOf(
    onlyResource(stack, 'aws_ecs_task_definition')['container_definitions'],
  );
  const own = environment.filter(({ name }: any) => !/^AWS_(DEFAULT_)?REGION$/.test(name)); // Every container has these.
  return {
    settings: Object.fromEntries(own.map(({ name, value }: any) => [name, value])),
    secrets: Object.fromEntries(
      secrets.map(({ name, valueFrom }: any) => [name, valueFrom.split('/').at(-1)]),
    ),
  };
}

describe('the address of a database', () => {
  it('comes as DATABASE_URL, or in the variable that the image wants it in', () => {
    expect(containerOf(using({}))).toEqual({ settings: {}, secrets: { DATABASE_URL: 'DATABASE_URL' } });
    expect(containerOf(using({ url: 'POSTGRES_URL' })).secrets).toEqual({ POSTGRES_URL: 'DATABASE_URL' });
  });

  it('comes in parts, of which the password alone is a secret, which the platform is asked to write', () => {
    const stack = using({ parts });
    expect(containerOf(stack)).toEqual({
      settings: {
        POSTGRES_HOST: expect.stringMatching(/"\/platform\/prod\/database-address"/),
        POSTGRES_PORT: '5432',
        POSTGRES_DB: 'grades_prod',
        POSTGRES_USER: 'grades_prod',
        PGSSLMODE: 'require',
      },
      secrets: { POSTGRES_PASSWORD: 'DATABASE_PASSWORD' },
    });
    expect(wishOf(stack)).toEqual({ connections: 22, password: true });
    expect(onlyResource(stack, 'aws_lambda_invocation')['triggers'].wish).toBe(
      onlyResource(stack, 'aws_ssm_parameter')['value'],
    );
  });

  it('comes both ways to an image that wants both', () => {
    expect(containerOf(using({ parts, url: 'DATABASE_URL' })).secrets).toEqual({
      DATABASE_URL: 'DATABASE_URL',
      POSTGRES_PASSWORD: 'DATABASE_PASSWORD',
    });
  });
});

describe('the TLS of a client', () => {
  const authorities = '/app/eu-north-1-bundle.pem';

  it.each([
    [{}, {}, 'encrypted', { PGSSLMODE: 'require' }],
    [{ client: 'node-postgres' }, {}, 'encrypted-node-postgres', { PGSSLMODE: 'no-verify' }],
    [{ authorities }, { PGSSLROOTCERT: authorities }, 'checked', { PGSSLMODE: 'verify-full' }],
    [
      { client: 'node-postgres', authorities },
      { NODE_EXTRA_CA_CERTS: authorities },
      'checked',
      { PGSSLMODE: 'verify-full' },
    ],
  ] as const)('for %j is %j and the address %s', (props, settings, mode, ofParts) => {
    const stack = using({}, props);
    expect(containerOf(stack).settings).toEqual(settings);
    expect(wishOf(stack).tls ?? 'encrypted').toBe(mode);
    expect(containerOf(using({ parts }, props)).settings).toMatchObject({ ...settings, ...ofParts });
  });

  it('is what node-postgres itself makes of these addresses: only what it can check, it checks', () => {
    const meant = (tls: DatabaseTls) => parse(`postgresql://a:b@db/a?${databaseTlsModes[tls]}`).ssl;
    expect(meant('encrypted-node-postgres')).toEqual({ rejectUnauthorized: false });
    // Node.js checks unless it is told not to, by the authorities of NODE_EXTRA_CA_CERTS too.
    expect(meant('checked')).toEqual({});
  });
});

describe('connections', () => {
  it('are those of all tasks, of both generations of a deploy, each with a pool of 10 unless it says otherwise', () => {
    expect(() => using({}, { connections: 20 })).not.toThrow();
    expect(() => using({ pool: 4 }, { connections: 8 })).not.toThrow();
    expect(() => using({}, { connections: 60 }, { scaling: { min: 1, max: 3, cpu: 70 } })).not.toThrow();
    const singleton = { rolling: { minimumHealthyPercent: 0, maximumPercent: 100 } };
    expect(() => using({}, { connections: 10 }, singleton)).not.toThrow();
  });

  it.each([
    [
      'a deploy',
      {},
      { connections: 19 },
      {},
      'may open 20 connections to its database at once, and it has 19: backend 2 x 10 (',
    ],
    [
      'its most tasks',
      {},
      { connections: 20 },
      { scaling: { min: 1, max: 3, cpu: 70 } },
      'and it has 20: backend 6 x 10',
    ],
    ['a larger pool', { pool: 11 }, { connections: 20 }, {}, 'and it has 20: backend 2 x 11'],
    ['a pool', { pool: 50 }, {}, {}, 'and it has 98: backend 2 x 50'],
  ] as const)('are refused where %s needs more than there are', (_, use, props, of, words) => {
    expect(() => using(use, props, of)).toThrow(words);
  });

  it('are as many as the tasks may open and two for people, unless somebody says how many', () => {
    const granted = (use: object, of: object = {}) => wishOf(using(use, {}, of)).connections;
    expect(granted({})).toBe(22);
    expect(granted({ pool: 5 })).toBe(12);
    expect(granted({ pool: 5 }, { scaling: { min: 1, max: 3, cpu: 70 } })).toBe(32);
    expect(wishOf(using({}, { connections: 40 })).connections).toBe(40);
  });

  it('are counted together, and told of in one sentence', () => {
    const act = () =>
      refusalOf((stack) => {
        const from = new Database(stack, 'database', { connections: 20 });
        const backend = new WebService(stack, 'backend', { ...plainService, database: from });
        new Worker(stack, 'mailer', {
          ...small,
          image: backend,
          singleton: true,
          healthCheck: { none: 'a test' },
          database: { from, pool: 3 },
        });
        const job = { ...small, image: backend, schedule: 'rate(1 hour)' } as const;
        new ScheduledJob(stack, 'digest', { ...job, database: { from, pool: 2 } });
        new ScheduledJob(stack, 'import', { ...job, neverTwice: true, database: { from, pool: 2 } });
        new OneOffTask(stack, 'migration', {
          ...small,
          image: backend,
          before: [backend],
          command: ['node', 'migrate.js'],
          database: { from, pool: 1 },
        });
      });
    expect(act()).toContain(
      'may open 34 connections to its database at once, and it has 20: ' +
        'backend 2 x 10, mailer 1 x 3, digest 4 x 2, import 1 x 2, migration 1 x 1',
    );
  });

  it.each([
    [
      'a run each minute that may take a day',
      { schedule: 'rate(1 minute)', timeout: '1 day', retries: 0 },
      1441,
    ],
    ['a run that is tried again', { schedule: 'rate(1 hour)', timeout: '30 minutes', retries: 2 }, 2],
    ['a run that ends before the next', { schedule: 'rate(1 hour)', timeout: '50 minutes', retries: 0 }, 1],
    ['a run at night', { schedule: 'cron(0 4 * * ? *)' }, 1],
    ['a run that may never overlap', { schedule: 'rate(1 minute)', timeout: '1 day', neverTwice: true }, 1],
  ] as const)('are counted for each run that may go on when the next begins: %s', (_, of, runs) => {
    const refused = refusalOf((stack) => {
      const from = new Database(stack, 'database', { connections: 10 });
      const digest = { ...small, command: ['node', 'digest.js'] as const, ...of };
      new ScheduledJob(stack, 'digest', { ...digest, database: { from, pool: 11 } });
    });
    expect(refused).toContain(`digest ${runs} x 11 (`);
    expect(refused).toContain(
      'Of a job with neverTwice: true, or a timeout that ends before the next run, there is one.',
    );
  });
});

describe('what is mixed up', () => {
  it.each([
    [
      'a part in the variable of an address',
      { parts: { ...parts, host: 'DATABASE_URL' } },
      "'DATABASE_URL' reads like the whole address",
    ],
    [
      'the address in the variable of a part',
      { url: 'POSTGRES_PASSWORD' },
      "'POSTGRES_PASSWORD' reads like a part",
    ],
    [
      'two parts in one variable',
      { parts: { ...parts, user: 'POSTGRES_DB' } },
      "'POSTGRES_DB' is to hold two things",
    ],
    [
      'a variable that is none',
      { parts: { ...parts, name: 'NO NAME' } },
      "'NO NAME' cannot be the name of an environment variable",
    ],
    ['a pool that is none', { pool: 0 }, '0 is no number of connections that a task opens'],
  ] as const)('is refused: %s', (_, use, words) => {
    expect(() => using(use)).toThrow(words);
  });

  it.each([
    ['a setting', { environment: { POSTGRES_HOST: 'localhost' } }, "'POSTGRES_HOST' comes with the database"],
    ['a secret', { secrets: ['POSTGRES_PASSWORD'] }, "'POSTGRES_PASSWORD' comes with the database"],
  ] as const)('is refused: a part that is %s as well', (_, of, words) => {
    expect(() => using({ parts }, {}, of)).toThrow(words);
  });

  it.each(['DATABASE_URL', 'DATABASE_PASSWORD'])(
    'is refused: the secret %s by hand, under any variable',
    (parameter) => {
      for (const secret of [parameter, { variable: 'MY_ADDRESS', parameter }]) {
        const act = () =>
          refusalOf((stack) => new WebService(stack, 'backend', { ...plainService, secrets: [secret] }));
        expect(act()).toContain(`The secret '${parameter}' is the platform's`);
      }
    },
  );

  it.each([
    [
      { client: 'psycopg' as never },
      "'client' is \"psycopg\", a text. It must be 'libpq' or 'node-postgres'.",
    ],
    [{ authorities: 'bundle.pem' }, "'bundle.pem' is no path of a file in an image"],
    [{ authorities: '/app/../etc/passwd' }, 'is no path of a file in an image'],
  ])('is refused: %j of a database', (props, words) => {
    expect(() => using({}, props)).toThrow(words);
  });
});

describe('a task with an image of its own', () => {
  const stack = applicationWith((application) => {
    const backend = new WebService(application, 'backend', plainService);
    new OneOffTask(application, 'migration', { ...small, before: [backend] });
    new ScheduledJob(application, 'sync', { ...small, schedule: 'rate(1 hour)' });
  });

  it('has a repository, and its own releases, by which alone it changes', () => {
    expect(resources(stack, 'aws_ecr_repository').map(({ name }) => name)).toEqual([
      'grades/prod/backend',
      'grades/prod/migration',
      'grades/prod/sync',
    ]);
    for (const name of ['backend', 'migration', 'sync']) {
      const { container_definitions: containers } =
        resources(stack, 'aws_ecs_task_definition').find(({ family }) => family.endsWith(`-${name}`)) ?? {};
      expect(new Set(containers.match(/"\/releases\/[\w/-]+"/g))).toEqual(
        new Set([`"/releases/grades/prod/${name}"`]),
      );
    }
  });

  it('says so, for what records releases', () => {
    const outputs = Object.values<any>(stack['output']).map(({ value }) => value);
    expect(outputs.map(({ release }) => release).filter(Boolean)).toEqual(['backend', 'migration', 'sync']);
  });

  it('does not run before it has a release', () => {
    expect(onlyResource(stack, 'terraform_data')['count']).toMatch(/\/releases\/grades\/prod\/migration/);
    expect(onlyResource(stack, 'aws_scheduler_schedule')['state']).toMatch(/\/releases\/grades\/prod\/sync/);
  });
});
