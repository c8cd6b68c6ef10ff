import { Construct } from 'constructs';
import { DataAwsIamRoles } from '@cdktf/provider-aws/lib/data-aws-iam-roles';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { InfraStack } from '@dotkom/stack';

/** The services of AWS that act in the account by a role of their own, as far as our stacks use them. */
export const servicesWithRoles = [
  'autoscaling.amazonaws.com',
  'ecs.amazonaws.com',
  'ecs.application-autoscaling.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'rds.amazonaws.com',
] as const;

/**
 * The roles by which AWS's own services act in the account. Each exists once in an account. AWS makes one when somebody
 * with the right to first uses the service, and refuses to make it again; without it, an account's first cluster or
 * capacity provider fails. So one that is there is adopted, and one that is not is made. No cost.
 *
 * @example
 * new ServiceLinkedRoles(this, 'service-linked-roles');
 */
export class ServiceLinkedRoles extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const service of servicesWithRoles) this.createOrAdopt(service);
  }

  private createOrAdopt(service: string): void {
    const role = new IamServiceLinkedRole(this, service, {
      awsServiceName: service,
      lifecycle: { ignoreChanges: ['description'] }, // AWS's own words stay.
    });
    const existing = new DataAwsIamRoles(this, `existing-${service}`, {
      pathPrefix: `/aws-service-role/${service}/`,
      // Without those that somebody gave a suffix, as Auto Scaling allows: AWSServiceRoleForAutoScaling_another.
      nameRegex: '^[^_]+(_ECSService)?$',
    });
    InfraStack.of(this).adoptIfThere(role, `\${${existing.fqn}.arns}`);
  }
}
