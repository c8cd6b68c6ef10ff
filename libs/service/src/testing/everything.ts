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

const small = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;

/** The application as it was first, or with all that can be changed about it changed. */
export type Version = 'first' | 'changed';

/** An application that uses everything that applications can use, with every grant: for tests about all of it at once. */
export class Everything extends ApplicationStack {
  constructor(scope: Construct, version: Version = 'first') {
    super(scope, { environment: new Environment('staging') });
    const of = <T>(first: T, changed: T): T => (version === 'first' ? first : changed);
    const database = new Database(this, 'database', {
      connections: of(100, 90),
      client: 'node-postgres',
      authorities: '/app/eu-north-1-bundle.pem',
    });
    const web = new WebService(this, 'web', {
      ...small,
      host: of<WebServiceProps['host']>('grades.no', ['grades.no', 'www.grades.no']),
      port: 3000,
      healthCheck: of('/health', '/ready'),
      logRetention: of('14 days', '7 days'),
      sticky: of(undefined, '1 hour'),
      rollBackOn: of({}, { serverErrors: 20, responseTime: '10 seconds' }),
      environment: { VERSION: version },
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
    const worker = new Worker(this, 'worker', {
      ...small,
      command: ['node', 'worker.js'],
      healthCheck: { none: 'a test' },
      count: of(1, 2),
      database: {
        from: database,
        pool: 2,
        parts: { host: 'PGHOST', port: 'PGPORT', name: 'PGDATABASE', user: 'PGUSER', password: 'PGPASSWORD' },
      },
    });
    const job = new ScheduledJob(this, 'job', {
      ...small,
      image: web,
      command: ['node', 'job.js'],
      schedule: of('rate(1 hour)', 'rate(2 hours)'),
      neverTwice: true,
    });
    const migration = new OneOffTask(this, 'migration', {
      ...small,
      before: [web, worker],
      command: ['node', of('migrate.js', 'migrate-again.js')],
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
    });
    const queues = [
      new Queue(this, 'mail', {
        handledWithin: of('30 seconds', '1 minute'),
        alarmAfter: of(undefined, '1 hour'),
      }),
      new Queue(this, 'orders', { handledWithin: '30 seconds', fifo: true }),
    ];
    const email = new EmailSender(this, 'email', { identity: 'online.ntnu.no' });
    new DnsRecord(this, 'play', {
      name: 'play.grades.no',
      type: 'A',
      addresses: [of('129.241.153.251', '129.241.153.252')],
    });

    for (const each of [web, worker, job, migration]) {
      bucket.grantReadWrite(each);
      bucket.grantDelete(each);
      site.grantWrite(each);
      site.grantDelete(each);
      email.grantSend(each);
      for (const queue of queues) {
        queue.grantSend(each);
        queue.grantConsume(each);
      }
    }
  }
}
