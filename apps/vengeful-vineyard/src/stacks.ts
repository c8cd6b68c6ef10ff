import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, Database, StaticSite, WebService } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** Vinstraff, where groups keep account of who owes whom a bottle: an API, and the page that is opened. */
export class VengefulVineyard extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
    const host = environment.pick({ prod: 'vinstraff.no', staging: 'staging.vinstraff.no' });
    const database = new Database(this, 'database', {
      connections: environment.pick({ prod: 20, staging: 10 }),
    });

    new WebService(this, 'server', {
      host: environment.pick({ prod: 'api.vinstraff.no', staging: 'api.staging.vinstraff.no' }),
      port: 8000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '512 MiB',
      // Its own starts uvicorn by poetry, as root, and again at each change of a file.
      entryPoint: ['uvicorn', 'app.api.init_api:asgi_app', '--host', '0.0.0.0'],
      rolling: environment.pick({ prod: {}, staging: { minimumHealthyPercent: 0, maximumPercent: 100 } }),
      database: {
        from: database,
        parts: {
          host: 'POSTGRES_HOST',
          port: 'POSTGRES_PORT',
          name: 'POSTGRES_DB',
          user: 'POSTGRES_USER',
          password: 'POSTGRES_PASSWORD',
        },
      },
      secrets: ['SENTRY_DSN'],
      environment: {
        DEBUG: 'false',
        CLIENT_ORIGIN: `https://${host}`,
        SENTRY_ENVIRONMENT: environment.name,
        ...environment.pick({
          prod: {
            OW5_BASE_URL: 'https://rpc.online.ntnu.no/api/trpc',
            AUTH0_ISSUER: 'https://auth.online.ntnu.no',
          },
          staging: {
            OW5_BASE_URL: 'https://rpc.staging.online.ntnu.no/api/trpc',
            AUTH0_ISSUER: 'https://auth.dev.online.ntnu.no',
          },
        }),
      },
    });
    new StaticSite(this, 'web', { host });
  }
}

export default applicationStacks(VengefulVineyard);
