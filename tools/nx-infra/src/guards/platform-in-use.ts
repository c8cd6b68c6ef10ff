import { platformInUse as platformIsInUse } from '../errors';
import { ownTags, resourcesOf } from '../stack/synthesised-stack';
import { GuardedStack } from './guard';
import { rulesOnGateways } from './rules-on-gateways';
import { servicesOnClusters } from './services-on-clusters';
import { stacksOnPlatform } from './stacks-on-platform';

/** Something of an application that is on a platform. */
export interface Tenant {
  /** Its `Application`, `Environment` and `Owner` tags, as far as it has them. */
  readonly application?: string;
  readonly environment?: string;
  readonly owner?: string;
  /** What it is, in words: `service grades-prod-backend`. */
  readonly what: string;
}

/**
 * A platform goes after its applications: their services would keep its cluster from being deleted until Terraform gives
 * up, and their own states would name what is gone. Asked are the account, because it knows what is there, and the
 * states, because they know what else was made with the platform's facts.
 */
export async function platformInUse(job: GuardedStack): Promise<void> {
  const { stack, configuration } = job;
  if (resourcesOf(stack, 'aws_ecs_cluster').length === 0) return;
  const found = await Promise.all([servicesOnClusters(job), rulesOnGateways(job), stacksOnPlatform(job)]);
  const own = ownTags(stack).Application;
  const tenants = found.flat().filter(({ application }) => !application || application !== own);
  if (tenants.length > 0) throw platformIsInUse(stack.name, tenants, configuration);
}
