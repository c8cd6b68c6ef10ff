import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, Database, StaticSite, WebService } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** Vinstraff, where groups keep account of who owes whom a bottle: an API, and the page that is opened. */
export class VengefulVineyard extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });

    new WebService(this, 'server', {
      host: environment.pick({ prod: 'api.vinstraff.no', staging: 'api.staging.vinstraff.no' }),
      port: 8000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '512 MiB',
      database: new Database(this, 'database'),
      secrets: ['JWT_SECRET'],
    });
    new StaticSite(this, 'web', {
      host: environment.pick({ prod: 'vinstraff.no', staging: 'staging.vinstraff.no' }),
    });
  }
}

export default applicationStacks(VengefulVineyard);
