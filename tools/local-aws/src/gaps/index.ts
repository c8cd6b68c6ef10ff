import { serviceSettings, snapshotSharing } from './account-settings';
import { applicationAutoScalingTags } from './application-auto-scaling';
import { autoScalingGroups, autoScalingLifecycleHooks } from './auto-scaling';
import { budgets } from './budgets';
import { certificateKeys } from './certificates';
import { cloudFrontAliases } from './cloudfront/aliases';
import { cloudFrontDistributions } from './cloudfront/distributions';
import { cloudFrontFunctions } from './cloudfront/functions';
import { cloudFrontPolicies } from './cloudfront/policies';
import { AtOnce } from './ecs/at-once';
import { ecsCapacityProviders } from './ecs/capacity-providers';
import { ecsRefusedServices } from './ecs/refused-services';
import { Scheduling } from './ecs/scheduling';
import { KnownSizes, sizesSeen } from './ecs/room/known-sizes';
import { Room } from './ecs/room/room';
import { ecsServiceDeployments } from './ecs/service-deployments';
import { ServiceMemory } from './ecs/service-memory';
import { ecsServices } from './ecs/services';
import { ecsTasks } from './ecs/tasks';
import { Gap } from './gap';
import { instanceRefreshes } from './instance-refreshes';
import { lambdaInvocations } from './lambda/invocations';
import { launchTemplateTags } from './launch-templates';
import { listenerCertificates } from './listener-certificates';
import { missingAction } from './missing-action';
import { rdsInstances } from './rds/instances';
import { rdsParameterGroups } from './rds/parameter-groups';
import { rdsResourceIds } from './rds/resource-ids';
import { route53Records } from './route53-records';
import { s3BucketPolicies } from './s3-bucket-policy';
import { securityGroupRuleDescriptions } from './security-group-rules';
import { sesIdentityTags } from './ses';
import { sqsPolicies } from './sqs';
import { sqsLongPolling } from './sqs-long-polling';
import { stateMachines } from './step-functions';

/** What the gaps of one local AWS report to, and share. */
export interface GapOptions {
  services?: ServiceMemory;
  /** @default every task runs at once */
  scheduling?: Scheduling;
  onMissing?: (message: string) => void;
}

/** Every gap of the emulator that is filled, each with its reason. The first in the list sees a request first. */
export function createGaps({
  services = new ServiceMemory(),
  scheduling = new AtOnce(services),
  onMissing,
}: GapOptions = {}): Gap[] {
  const sizes = new KnownSizes();
  const room = new Room(services, sizes);
  return [
    ecsRefusedServices(services),
    ecsServices(services, scheduling, room),
    ecsServiceDeployments(services),
    ecsTasks(services, scheduling),
    sizesSeen(sizes, () => room.tryAgain(scheduling)),
    ecsCapacityProviders(),
    autoScalingGroups(),
    autoScalingLifecycleHooks(),
    instanceRefreshes(),
    launchTemplateTags(),
    securityGroupRuleDescriptions(),
    listenerCertificates(),
    certificateKeys(),
    budgets(),
    applicationAutoScalingTags(),
    cloudFrontAliases(),
    cloudFrontDistributions(),
    cloudFrontFunctions(),
    cloudFrontPolicies(),
    rdsResourceIds(),
    rdsInstances(),
    rdsParameterGroups(),
    lambdaInvocations(),
    route53Records(),
    s3BucketPolicies(),
    serviceSettings(),
    sesIdentityTags(),
    snapshotSharing(),
    sqsLongPolling(),
    sqsPolicies(),
    stateMachines(),
    missingAction(onMissing),
  ];
}
