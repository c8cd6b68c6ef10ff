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
import { WebService } from '../web-service/web-service';
import { Worker } from '../worker/worker';

const small = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;

/** An application that uses everything that applications can use, with every grant: for tests about all of it at once. */
export class Everything extends ApplicationStack {
  constructor(scope: Construct) {
    super(scope, { environment: new Environment('staging') });
    const database = new Database(this, 'database', {
      connections: 100,
      client: 'node-postgres',
      authorities: '/app/eu-north-1-bundle.pem',
    });
    const web = new WebService(this, 'web', {
      ...small,
      host: 'grades.no',
      port: 3000,
      healthCheck: '/health',
      database,
      exec: true,
      writableRoot: 'for ECS Exec',
      serviceConnect: { name: 'web' },
      scaling: {
        min: 1,
        max: 4,
        cpu: 70,
        memory: 70,
        requestsPerTask: 600,
        peaks: [{ from: '2030-01-14 11:45', to: '2030-01-14 13:00', atLeast: 3 }],
      },
    });
    const worker = new Worker(this, 'worker', {
      ...small,
      command: ['node', 'worker.js'],
      healthCheck: { none: 'a test' },
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
      schedule: 'rate(1 hour)',
      neverTwice: true,
    });
    const migration = new OneOffTask(this, 'migration', {
      ...small,
      before: [web, worker],
      command: ['node', 'migrate.js'],
      secrets: ['TOKEN', { variable: 'SENTRY_DSN', parameter: 'MIGRATION_SENTRY_DSN' }],
    });

    const site = new StaticSite(this, 'site', {
      host: 'app.vinstraff.no',
      redirectFrom: ['www.vinstraff.no'],
      corsOrigins: ['https://grades.no'],
      uploadsFrom: ['https://grades.no'],
    });
    const bucket = new Bucket(this, 'files', { corsOrigins: ['https://grades.no'] });
    const queues = [
      new Queue(this, 'mail', { handledWithin: '30 seconds' }),
      new Queue(this, 'orders', { handledWithin: '30 seconds', fifo: true }),
    ];
    const email = new EmailSender(this, 'email', { identity: 'online.ntnu.no' });
    new DnsRecord(this, 'play', { name: 'play.grades.no', type: 'A', addresses: ['129.241.153.251'] });

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
