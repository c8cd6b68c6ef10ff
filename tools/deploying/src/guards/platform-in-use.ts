import { ownTags, resourcesOf } from '@dotkom/synthesised';
import { platformInUse as platformIsInUse } from './errors';
import { GuardedStack } from './guarded-stack';
import { rulesOnGateways } from './rules-on-gateways';
import { servicesOnClusters } from './services-on-clusters';
import { stacksOnPlatform } from './stacks-on-platform';

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
