import { Construct } from 'constructs';
import {
  ApplicationStack,
  applicationStacks,
  Database,
  OneOffTask,
  ScheduledJob,
  WebService,
} from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** The grades that were given in NTNU's courses: an API, the pages that show them, and what fetches new ones. */
export class Grades extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    const [host, ...others] = environment.pick<[string, ...string[]]>({
      prod: ['grades.no', 'www.grades.no'],
      staging: ['staging.grades.no'],
    });
    const configuration = {
      ALLOWED_ORIGINS: [host, ...others].map((each) => `https://${each}`).join(),
      DOPPLER_ENVIRONMENT: environment.pick({ prod: 'prd', staging: 'stg' }),
    };
    const database = new Database(this, 'database', {
      connections: environment.pick({ prod: 25, staging: 15 }),
      client: 'node-postgres',
      authorities: '/app/packages/grades-db/eu-north-1-bundle.pem',
    });

    const backend = new WebService(this, 'backend', {
      host: environment.pick({ prod: 'api.grades.no', staging: 'api.staging.grades.no' }),
      port: 5555,
      healthCheck: '/health',
      cpu: '0.125 vCPU',
      memory: '256 MiB',
      user: '1001',
      rolling: environment.pick({ prod: {}, staging: { minimumHealthyPercent: 0, maximumPercent: 100 } }),
      database,
      secrets: [{ variable: 'SENTRY_DSN', parameter: 'BACKEND_SENTRY_DSN' }],
      environment: configuration,
    });
    new OneOffTask(this, 'migration', {
      before: [backend],
      cpu: '0.125 vCPU',
      memory: '256 MiB',
      user: '1001',
      database: { from: database, pool: 1 },
    });
    new ScheduledJob(this, 'sync', {
      image: backend,
      command: [
        ...(['node', '--loader', './apps/grades-backend/runtime.mjs'] as const),
        ...['--experimental-strip-types', './apps/grades-backend/src/sync/grades-sync.ts'],
      ],
      schedule: 'cron(0 4 ? * SUN *)',
      neverTwice: true,
      timeout: '6 hours',
      cpu: '0.125 vCPU',
      memory: '512 MiB',
      user: '1001',
      database: { from: database, pool: 4 },
      environment: configuration,
    });
    new WebService(this, 'frontend', {
      host: [host, ...others],
      port: 3000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '256 MiB',
      user: '1001',
      writable: ['/app/apps/grades-frontend/.next/cache'],
      secrets: [{ variable: 'SENTRY_DSN', parameter: 'FRONTEND_SENTRY_DSN' }],
      environment: {
        BACKEND_HOST: environment.pick({
          prod: 'https://api.grades.no',
          staging: 'https://api.staging.grades.no',
        }),
        DOPPLER_ENVIRONMENT: configuration.DOPPLER_ENVIRONMENT,
      },
    });
  }
}

export default applicationStacks(Grades);
