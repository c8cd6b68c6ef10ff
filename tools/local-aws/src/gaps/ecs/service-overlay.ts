import { isObject, JsonObject, objectsIn } from '../../proxy/json';
import { primary } from './deployments';
import { Deployment, RememberedService, TaskCounts } from './service-memory';

/** What requests carry that answers do not, or carry elsewhere, or that moto keeps well itself. */
const notAnswered = [
  'cluster',
  'service',
  'serviceName',
  'clientToken',
  'tags',
  'desiredCount',
  'forceNewDeployment',
  'role',
  ...['serviceConnectConfiguration', 'volumeConfigurations', 'vpcLatticeConfigurations'],
];

/** A service as ECS would answer it: moto's, with what was sent laid over it, and its tasks. */
export function asEcsAnswers(fromMoto: JsonObject, remembered: RememberedService | undefined): JsonObject {
  const {
    networkConfiguration,
    healthCheckGracePeriodSeconds: _,
    deploymentController: __,
    ...kept
  } = fromMoto;
  const sent = remembered?.sent ?? {};
  const service: JsonObject = {
    ...kept,
    ...(isObject(networkConfiguration) && networkConfiguration['awsvpcConfiguration']
      ? { networkConfiguration }
      : {}),
    ...Object.fromEntries(Object.entries(sent).filter(([field]) => !notAnswered.includes(field))),
  };
  const strategy = objectsIn(service['capacityProviderStrategy']);
  if (strategy.length > 0) delete service['launchType'];
  if (fromMoto['status'] !== 'ACTIVE' || remembered === undefined) return service;

  const first = primary(remembered);
  if (first) service['taskDefinition'] = first.taskDefinition;
  const others = remembered.deployments.filter(
    (each) => each !== first && (each.counts?.running || each.counts?.pending),
  );
  const shown = [...(first ? [first] : []), ...others].map((each) =>
    deploymentOf(service, remembered, each, each === first),
  );
  const total = (field: string) => shown.reduce((sum, each) => sum + Number(each[field]), 0);
  return {
    ...service,
    runningCount: total('runningCount'),
    pendingCount: total('pendingCount'),
    deployments: shown,
    events: remembered.events,
  };
}

function deploymentOf(
  service: JsonObject,
  { sent, desiredCount, deployments }: RememberedService,
  deployment: Deployment,
  isPrimary: boolean,
): JsonObject {
  const { running, pending, failed } = deployment.counts ?? allRun(desiredCount);
  const goesBack = isPrimary && deployments[0]?.outcome === 'ROLLBACK_IN_PROGRESS';
  const rollout = goesBack ? 'IN_PROGRESS' : rolloutStates[deployment.outcome];
  return {
    id: deployment.id,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: deployment.taskDefinition,
    desiredCount: isPrimary ? desiredCount : 0,
    runningCount: running,
    pendingCount: pending,
    failedTasks: failed,
    createdAt: deployment.at,
    updatedAt: deployment.endedAt ?? deployment.at,
    launchType: service['launchType'],
    capacityProviderStrategy: service['capacityProviderStrategy'],
    networkConfiguration: service['networkConfiguration'],
    serviceConnectConfiguration: sent['serviceConnectConfiguration'],
    volumeConfigurations: sent['volumeConfigurations'],
    vpcLatticeConfigurations: sent['vpcLatticeConfigurations'],
    rolloutState: rollout,
    rolloutStateReason: `ECS deployment ${deployment.id} ${words[rollout]}`,
  };
}

/** Stand-ins: all that are desired run. */
function allRun(desiredCount: number): TaskCounts {
  return { running: desiredCount, pending: 0, failed: 0 };
}

type Rollout = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

const rolloutStates: Record<Deployment['outcome'], Rollout> = {
  IN_PROGRESS: 'IN_PROGRESS',
  SUCCESSFUL: 'COMPLETED',
  STOPPED: 'IN_PROGRESS',
  ROLLBACK_IN_PROGRESS: 'FAILED',
  ROLLBACK_SUCCESSFUL: 'FAILED',
  ROLLBACK_FAILED: 'FAILED',
};

const words: Record<Rollout, string> = {
  IN_PROGRESS: 'in progress.',
  COMPLETED: 'completed.',
  FAILED: 'failed: tasks failed to start.',
};
