import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, WebService } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

export class Grades extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });

    new WebService(this, 'backend', {
      host: environment.pick({ prod: 'api.grades.no', staging: 'api.staging.grades.no' }),
      port: 5555,
      healthCheck: '/health',
      cpu: '0.125 vCPU',
      memory: '256 MiB',
    });
    new WebService(this, 'frontend', {
      host: environment.pick({ prod: 'grades.no', staging: 'staging.grades.no' }),
      port: 3000,
      healthCheck: '/health',
      cpu: '0.25 vCPU',
      memory: '256 MiB',
    });
  }
}

export default applicationStacks(Grades);
