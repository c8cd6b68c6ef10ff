import { Construct } from 'constructs';
import {
  ApplicationStack,
  applicationStacks,
  Database,
  EmailSender,
  OneOffTask,
  Queue,
  StaticSite,
  WebService,
} from '@dotkom/service';
import { Environment } from '@dotkom/stack';
import { telemetry } from './telemetry';

/** Online's website: the pages, the API behind them, the dashboard of the committees, and the files that they share. */
export class Onlineweb extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    const domain = environment.pick({ prod: 'online.ntnu.no', staging: 'staging.online.ntnu.no' });
    const { secrets, settings } = telemetry(environment);

    const database = new Database(this, 'database', {
      connections: environment.pick({ prod: 40, staging: 10 }),
    });
    const cdn = new StaticSite(this, 'cdn', {
      host: `cdn.${domain}`,
      fallback: 'none',
      corsOrigins: [`https://${domain}`, `https://dashboard.${domain}`],
    });
    const emails = new Queue(this, 'email-delivery', { handledWithin: '30 seconds' });

    const rpc = new WebService(this, 'rpc', {
      host: `rpc.${domain}`,
      port: 4444,
      healthCheck: '/health',
      startPeriod: '2 minutes',
      cpu: environment.pick({ prod: '1 vCPU', staging: '0.25 vCPU' }),
      memory: environment.pick({ prod: '1024 MiB', staging: '256 MiB' }),
      database,
      secrets,
      environment: { ...settings, AWS_S3_BUCKET: cdn.bucketName, EMAIL_AWS_SQS_QUEUE_URL: emails.url },
    });
    cdn.grantWrite(rpc);
    emails.grantSend(rpc);
    emails.grantConsume(rpc);
    new EmailSender(this, 'email', { identity: 'online.ntnu.no' }).grantSend(rpc);
    new OneOffTask(this, 'migration', {
      image: rpc,
      before: [rpc],
      command: ['pnpm', 'migrate:deploy'],
      cpu: '0.25 vCPU',
      memory: '512 MiB',
      database,
    });

    new WebService(this, 'web', {
      host: domain,
      port: 3000,
      healthCheck: '/health',
      ...environment.pick({
        prod: {
          cpu: '1 vCPU',
          memory: '1024 MiB',
          scaling: { min: 2, max: 4, cpu: 70 },
          rolling: { minimumHealthyPercent: 75 },
        },
        staging: { cpu: '0.25 vCPU', memory: '256 MiB' },
      }),
      writable: ['/app/apps/web/.next/cache'],
      secrets,
      environment: settings,
    });
    new WebService(this, 'dashboard', {
      host: `dashboard.${domain}`,
      port: 3000,
      healthCheck: '/health',
      cpu: environment.pick({ prod: '0.5 vCPU', staging: '0.25 vCPU' }),
      memory: environment.pick({ prod: '512 MiB', staging: '256 MiB' }),
      writable: ['/app/apps/dashboard/.next/cache'],
      secrets,
      environment: settings,
    });
  }
}

export default applicationStacks(Onlineweb);
