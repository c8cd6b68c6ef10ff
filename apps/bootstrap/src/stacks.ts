import { Construct } from 'constructs';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { zones } from '@dotkom/platform';
import { InfraStack } from '@dotkom/stack';
import { PermissionsBoundaryPolicy } from './permissions-boundary';
import { StateBucket } from './state-bucket';

/** What must exist in the account before anything else. */
export class Bootstrap extends InfraStack {
  constructor(scope: Construct) {
    super(scope, 'bootstrap', { environment: 'shared', boundedRoles: false });

    new StateBucket(this, 'state-bucket');
    new PermissionsBoundaryPolicy(this, 'permissions-boundary');
    for (const zone of zones) new Route53Zone(this, `zone-${zone}`, { name: zone, comment: '' });
  }
}

export default (app: Construct) => {
  new Bootstrap(app);
};
