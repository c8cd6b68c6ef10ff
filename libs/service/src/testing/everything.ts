import { Construct } from 'constructs';
import { Environment } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Bucket } from '../bucket';
import { Database } from '../database/database';
import { DnsRecord } from '../dns-record';
import { EmailSender } from '../email-sender';
import { OneOffTask } from '../one-off-task/one-off-task';
import { Queue } from '../queue';
import { ScheduledJob } from '../scheduled-job/scheduled-job';
import { StaticSite } from '../static-site/static-site';
import { WebServiceProps } from '../web-service/props';
import { WebService } from '../web-service/web-service';
import { Worker } from '../worker/worker';

const agent = `public.ecr.aws/nginx/nginx:1.29@sha256:${'a'.repeat(64)}`;
const check = {
  command: ['node', 'is-alive.js'],
  interval: '20 seconds',
  timeout: '3 seconds',
  startPeriod: '30 seconds',
} as const;
const small = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;

/** The application as it was first, or with all that can be changed about it changed. */
export type Version = 'first' | 'changed';

/**
 * An application that uses everything that applications can use, with every option and every grant: for tests about all of it
 * at once. That no option is off, or has its reason, tools/rights tests.
 */
export class Everything extends ApplicationStack {
  constructor(scope: Construct, version: Version = 'first') {
    super(scope, { environment: new Environment('staging'), platform: 'prod' });
    const of = <T>(first: T, changed: T): T => (version === 'first' ? first : changed);
    const database = new Database(this, 'database', {
      connections: of(90, 100),
      client: 'node-postgres',
      authorities: '/app/eu-north-1-bundle.pem',
    });
    const web = new WebService(this, 'web', {
      ...small,
      host: of<WebServiceProps['host']>('grades.no', ['grades.no', 'www.grades.no']),
      port: 3000,
      healthCheck: {
        path: of('/health', '/ready'),
        matcher: '200-299',
        interval: of('30 seconds', '20 seconds'),
        timeout: '4 seconds',
      },
      containerCheck: of<WebServiceProps['containerCheck']>('node', check),
      drain: of('15 seconds', '20 seconds'),
      startPeriod: of('1 minute', '2 minutes'),
      rolling: { minimumHealthyPercent: 100, maximumPercent: of(200, 300) },
      noAlarmsBecause: of(undefined, 'a change that takes them away'),
      logRetention: of('14 days', '7 days'),
      sticky: of(undefined, '1 hour'),
      rollBackOn: of({}, { serverErrors: 20, responseTime: '10 seconds' }),
      environment: {
        VERSION: version,
        MAP_TOKEN: { value: 'pk', publicBecause: 'it is meant for browsers' },
      },
      database,
      exec: true,
      writableRoot: 'for ECS Exec',
      serviceConnect: { name: 'web' },
      scaling: {
        min: 1,
        max: of(4, 3),
        cpu: of(70, 60),
        memory: of(70, undefined),
        requestsPerTask: 600,
        peaks: [{ from: '2030-01-14 11:45', to: of('2030-01-14 13:00', '2030-01-14 14:00'), atLeast: 3 }],
      },
    });
    const worker = new Worker(this, of('worker', 'consumer'), {
      ...small,
      formerly: of(undefined, 'worker'),
      command: ['node', 'worker.js'],
      healthCheck: { none: 'a test' },
      rolling: { minimumHealthyPercent: 0, maximumPercent: 200 },
      sidecars: { agent: { ...small, image: agent, awaited: 'HEALTHY', containerCheck: check } },
      count: of(1, 2),
      database: {
        from: database,
        pool: 2,
        parts: { host: 'PGHOST', port: 'PGPORT', name: 'PGDATABASE', user: 'PGUSER', password: 'PGPASSWORD' },
      },
    });
    const poller = new Worker(this, 'poller', {
      ...small,
      image: web,
      architecture: 'amd64',
      singleton: true,
      user: '1001',
      entryPoint: ['node'],
      command: [of('poll.js', 'poll-again.js')],
      healthCheck: check,
      stopTimeout: '1 minute',
      writable: ['/app/cache'],
      database: { from: database, pool: 1, url: 'POSTGRES_URL' },
    });
    const job = new ScheduledJob(this, 'job', {
      ...small,
      image: web,
      command: ['node', 'job.js'],
      schedule: of('rate(1 hour)', 'rate(2 hours)'),
      neverTwice: true,
    });
    const report = new ScheduledJob(this, 'report', {
      ...small,
      schedule: 'cron(0 4 * * ? *)',
      retries: of(1, 2),
      timeout: of('30 minutes', '1 hour'),
    });
    const migration = new OneOffTask(this, 'migration', {
      ...small,
      before: [web, worker],
      command: ['node', of('migrate.js', 'migrate-again.js')],
      timeout: of('15 minutes', '10 minutes'),
      secrets: ['TOKEN', { variable: 'SENTRY_DSN', parameter: 'MIGRATION_SENTRY_DSN' }],
    });

    const site = new StaticSite(this, 'site', {
      host: 'app.vinstraff.no',
      redirectFrom: ['www.vinstraff.no'],
      fallback: of('single-page', 'none'),
      contentSecurityPolicy: of(undefined, "default-src 'self'"),
      corsOrigins: ['https://grades.no'],
      uploadsFrom: ['https://grades.no'],
    });
    const bucket = new Bucket(this, 'files', {
      corsOrigins: ['https://grades.no', ...of([], ['https://www.grades.no'])],
      expireAfter: of(undefined, '30 days'),
      previousVersions: of('14 days', 'none'),
    });
    const queues = [
      new Queue(this, 'mail', {
        handledWithin: of('30 seconds', '1 minute'),
        alarmAfter: of(undefined, '1 hour'),
      }),
      new Queue(this, 'orders', {
        handledWithin: '30 seconds',
        fifo: true,
        attempts: of(3, 5),
        retention: of('4 days', '2 days'),
      }),
    ];
    const emails = [
      new EmailSender(this, 'email', { identity: 'online.ntnu.no' }),
      new EmailSender(this, 'receipts', { identity: 'online.ntnu.no', from: ['receipts@online.ntnu.no'] }),
    ];
    this.recordEverything(of('129.241.153.251', '129.241.153.252'));

    for (const each of [web, worker, poller, job, report, migration]) {
      bucket.grantReadWrite(each);
      bucket.grantDelete(each);
      site.grantWrite(each);
      site.grantDelete(each);
      for (const email of emails) email.grantSend(each);
      for (const queue of queues) {
        queue.grantSend(each);
        queue.grantConsume(each);
      }
    }
  }

  /** A record of every type that a deploy may write. */
  private recordEverything(address: string): void {
    new DnsRecord(this, 'play', {
      name: 'play.grades.no',
      type: 'A',
      addresses: [address],
      ttl: '10 minutes',
    });
    new DnsRecord(this, 'alias', { name: 'alias.grades.no', type: 'CNAME', host: 'example.org' });
    new DnsRecord(this, 'text', { name: 'text.grades.no', type: 'TXT', texts: ['v=${version} 1'] });
    const locations = [{ priority: 0, weight: 5, port: 25565, host: 'play.grades.no' }];
    new DnsRecord(this, 'location', { name: '_minecraft._tcp.grades.no', type: 'SRV', locations });
  }
}
