import { IAspect, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

/** How long Terraform waits for what it does to one resource, as its `timeouts` say. */
interface Waits {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
}

const fortyFiveMinutes = { create: '45m', update: '45m', delete: '45m' };

/**
 * What may take long, and how long it may take. Who still waits when the credentials end cannot write the state and
 * leaves its lock; so each wait ends well before. The provider's own are too long for the first three (75 minutes for a
 * certificate whose zone is not delegated, 80 for a database, 60 for a bucket). The others end sooner than by default,
 * or later where draining takes its time. Source: "Timeouts" in the provider's documentation of each.
 */
export const waits: Readonly<Record<string, Waits>> = {
  aws_acm_certificate_validation: { create: '20m' },
  aws_db_instance: fortyFiveMinutes,
  aws_s3_bucket: { delete: '45m' },
  // An update is watched by its alarms for some minutes once its tasks are healthy.
  aws_ecs_service: { create: '15m', update: '25m', delete: '15m' },
  aws_autoscaling_group: { update: '15m', delete: '15m' },
};

/** Sets the waits of every resource of a stack, whoever writes it, so that none outlives the credentials. */
export class BoundedWaits implements IAspect {
  visit(node: IConstruct): void {
    const bounds = node instanceof TerraformResource && waits[node.terraformResourceType];
    if (bounds) node.addOverride('timeouts', bounds);
  }
}
