import { Construct } from 'constructs';
import {
  ApplicationStack,
  applicationStacks,
  EmailSender,
  Queue,
  StaticSite,
  WebService,
} from '@dotkom/service';
import { Environment } from '@dotkom/stack';
import { auth0, auth0Client } from './auth0';
import { createRpc } from './rpc';
import { telemetry } from './telemetry';

/** Online's website: the pages, the API behind them, the dashboard of the committees, and the files that they share. */
export class Onlineweb extends ApplicationStack {
  private readonly domain: string;

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    this.domain = environment.pick({ prod: 'online.ntnu.no', staging: 'staging.online.ntnu.no' });
    const pages = [`https://${this.domain}`, `https://dashboard.${this.domain}`];

    const cdn = new StaticSite(this, 'cdn', {
      host: `cdn.${this.domain}`,
      fallback: 'none',
      corsOrigins: pages,
      uploadsFrom: pages,
    });
    const emails = new Queue(this, 'email-delivery', { handledWithin: '30 seconds' });
    const rpc = createRpc(this, {
      domain: this.domain,
      bucketName: cdn.bucketName,
      emailQueueUrl: emails.url,
    });
    cdn.grantWrite(rpc);
    emails.grantSend(rpc);
    emails.grantConsume(rpc);
    new EmailSender(this, 'email', { identity: 'online.ntnu.no' }).grantSend(rpc);

    new WebService(this, 'web', {
      ...this.pages('web', ['SIGNING_KEY']),
      host: this.domain,
      ...environment.pick({
        prod: {
          cpu: '1 vCPU',
          memory: '1024 MiB',
          scaling: { min: 2, max: 4, cpu: 70 },
          rolling: { minimumHealthyPercent: 75 },
        },
        staging: { cpu: '0.25 vCPU', memory: '256 MiB' },
      }),
    });
    new WebService(this, 'dashboard', {
      ...this.pages('dashboard'),
      host: `dashboard.${this.domain}`,
      cpu: environment.pick({ prod: '0.5 vCPU', staging: '0.25 vCPU' }),
      memory: environment.pick({ prod: '512 MiB', staging: '256 MiB' }),
    });
  }

  /** What the two Next.js applications of monoweb have in common. */
  private pages(service: 'web' | 'dashboard', more: readonly string[] = []) {
    const { secrets, settings } = telemetry(this.environment, service);
    const session = { variable: 'AUTH_SECRET', parameter: `${service.toUpperCase()}_AUTH_SECRET` };
    return {
      port: 3000,
      healthCheck: '/health',
      user: '1001',
      writable: [`/app/apps/${service}/.next/cache`],
      secrets: [...secrets, ...auth0Client(service), session, ...more],
      environment: {
        ...settings,
        ...auth0(this.environment),
        RPC_HOST: `https://rpc.${this.domain}`,
        AWS_CLOUDFRONT_URL: `https://cdn.${this.domain}`,
      },
    };
  }
}

export default applicationStacks(Onlineweb);
