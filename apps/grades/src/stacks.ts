import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, Database, OneOffTask, WebService } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** The grades that were given in NTNU's courses: an API, and the pages that show them. */
export class Grades extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    const database = new Database(this, 'database', {
      connections: environment.pick({ prod: 20, staging: 10 }),
    });

    const backend = new WebService(this, 'backend', {
      host: environment.pick({ prod: 'api.grades.no', staging: 'api.staging.grades.no' }),
      port: 5555,
      healthCheck: '/health',
      cpu: '0.125 vCPU',
      memory: '256 MiB',
      database,
      secrets: ['SENTRY_DSN'],
    });
    new OneOffTask(this, 'migration', {
      image: backend,
      before: [backend],
      command: ['pnpm', 'migrate:deploy-grades'],
      cpu: '0.125 vCPU',
      memory: '256 MiB',
      database,
    });
    new WebService(this, 'frontend', {
      host: environment.pick({ prod: ['grades.no', 'www.grades.no'], staging: ['staging.grades.no'] }),
      port: 3000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '256 MiB',
      writable: ['/app/apps/grades-frontend/.next/cache'],
      secrets: ['SENTRY_DSN'],
    });
  }
}

export default applicationStacks(Grades);
