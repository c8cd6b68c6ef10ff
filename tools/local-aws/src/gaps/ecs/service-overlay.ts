import { isObject, type JsonObject, objectsIn } from '../../proxy/json';
import { running } from './deploy';
import type { RememberedService } from './service-memory';

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

/** A service as ECS would answer it: moto's, with what was sent laid over it and all its tasks running. */
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

  const failedForGood = running(remembered) === undefined;
  return {
    ...service,
    runningCount: failedForGood ? 0 : service['desiredCount'],
    pendingCount: 0,
    deployments: [deploymentOf(service, remembered, failedForGood)],
    events: remembered.events,
  };
}

function deploymentOf(
  service: JsonObject,
  remembered: RememberedService,
  failedForGood: boolean,
): JsonObject {
  const deployment = running(remembered) ?? remembered.deployments[0];
  const { sent } = remembered;
  return {
    id: deployment?.id,
    status: 'PRIMARY',
    taskDefinition: service['taskDefinition'],
    desiredCount: service['desiredCount'],
    runningCount: failedForGood ? 0 : service['desiredCount'],
    pendingCount: 0,
    failedTasks: failedForGood ? 3 : 0,
    createdAt: deployment?.at,
    updatedAt: deployment?.at,
    launchType: service['launchType'],
    capacityProviderStrategy: service['capacityProviderStrategy'],
    networkConfiguration: service['networkConfiguration'],
    serviceConnectConfiguration: sent['serviceConnectConfiguration'],
    volumeConfigurations: sent['volumeConfigurations'],
    vpcLatticeConfigurations: sent['vpcLatticeConfigurations'],
    rolloutState: failedForGood ? 'FAILED' : 'COMPLETED',
    rolloutStateReason: failedForGood
      ? `ECS deployment ${deployment?.id} failed: tasks failed to start.`
      : `ECS deployment ${deployment?.id} completed.`,
  };
}
