import { Construct } from 'constructs';
import {
  ApplicationStack,
  applicationStacks,
  Database,
  OneOffTask,
  Queue,
  ScheduledJob,
  WebService,
  Worker,
} from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** Receipts of students who paid for something: a page that takes them, and a worker that pays them. */
export class Kvittering extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    const size = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;
    const database = new Database(this, 'database', {
      connections: 12,
      client: 'node-postgres',
      authorities: '/app/eu-north-1-bundle.pem',
    });
    const receipts = new Queue(this, 'receipts', { handledWithin: '1 minute' });

    const api = new WebService(this, 'api', {
      ...size,
      host: environment.pick({ prod: 'kvittering.grades.no', staging: 'kvittering.staging.grades.no' }),
      port: 3000,
      healthCheck: '/health',
      startPeriod: '10 seconds', // A small program starts fast, and so it is known soon when it does not.
      database: { from: database, pool: 3 },
      environment: { QUEUE_URL: receipts.url, DATABASE_POOL: '3' },
    });
    const payer = new Worker(this, 'payer', {
      ...size,
      image: api,
      command: ['node', 'src/main.mjs', 'worker'],
      healthCheck: { none: 'it ends when it loses its queue' },
      database: { from: database, pool: 1 },
      environment: { QUEUE_URL: receipts.url },
    });
    receipts.grantSend(api);
    receipts.grantConsume(payer);
    new OneOffTask(this, 'migration', {
      ...size,
      image: api,
      before: [api, payer],
      command: ['node', 'src/main.mjs', 'migration'],
      database: { from: database, pool: 1 },
    });
    new ScheduledJob(this, 'nightly', {
      ...size,
      image: api,
      command: ['node', 'src/main.mjs', 'nightly'],
      schedule: 'cron(0 4 * * ? *)',
      database: { from: database, pool: 1 },
    });
  }
}

export default applicationStacks(Kvittering);
