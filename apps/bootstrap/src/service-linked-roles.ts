import { Construct } from 'constructs';
import { DataAwsIamRoles } from '@cdktf/provider-aws/lib/data-aws-iam-roles';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { InfraStack } from '@dotkom/stack';

/** The services that act in the account by a role of their own, and what AWS calls that role. */
export const serviceLinkedRoles: Readonly<Record<string, string>> = {
  'autoscaling.amazonaws.com': 'AWSServiceRoleForAutoScaling',
  'ecs.amazonaws.com': 'AWSServiceRoleForECS',
  'ecs.application-autoscaling.amazonaws.com': 'AWSServiceRoleForApplicationAutoScaling_ECSService',
  'elasticloadbalancing.amazonaws.com': 'AWSServiceRoleForElasticLoadBalancing',
  'rds.amazonaws.com': 'AWSServiceRoleForRDS',
};

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
    for (const [service, name] of Object.entries(serviceLinkedRoles)) this.createOrAdopt(service, name);
  }

  private createOrAdopt(service: string, name: string): void {
    // AWS's description is not ours to change.
    const lifecycle = { ignoreChanges: ['description'] };
    const role = new IamServiceLinkedRole(this, name, { awsServiceName: service, lifecycle });
    const existing = new DataAwsIamRoles(this, `existing-${name}`, {
      pathPrefix: `/aws-service-role/${service}/`,
      nameRegex: `^${name}$`, // The same path may hold others, with a suffix that somebody chose.
    });
    InfraStack.of(this).adoptIfThere(role, `\${${existing.fqn}.arns}`);
  }
}
