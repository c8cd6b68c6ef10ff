import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, WebService } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

export class VengefulVineyard extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });

    new WebService(this, 'server', {
      host: environment.pick({ prod: 'api.vinstraff.no', staging: 'api.staging.vinstraff.no' }),
      port: 8000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '512 MiB',
      secrets: ['JWT_SECRET'],
    });
  }
}

export default applicationStacks(VengefulVineyard);
