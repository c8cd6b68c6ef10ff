import type { AwsAnswer, AwsRequest } from '../../proxy/aws-request';
import { withBody } from '../../proxy/aws-request';
import { isObject, type JsonObject, jsonOf, mapJson, objectsIn, text } from '../../proxy/json';
import { actions, type Gap, type Next } from '../gap';
import { fail, succeed } from './deploy';
import { keyOfArn, keyOfRequest, type PlannedRollback, type ServiceMemory } from './service-memory';
import { asEcsAnswers } from './service-overlay';

/** Services come back as they were sent, and every deployment ends at once. */
export function ecsServices(memory: ServiceMemory): Gap {
  return {
    name: 'ECS services',
    reason:
      'moto forgets the capacity provider strategy (it says launchType EC2, so the next plan replaces the service), ' +
      'placement, availability zone rebalancing, health check grace period, Service Connect and more; it answers an ' +
      'empty networkConfiguration, on which provider 5.100.0 crashes; and since no task ever runs, waiting for a ' +
      'steady state never ends.',
    handles: actions('ecs', 'CreateService', 'UpdateService', 'DescribeServices', 'DeleteService'),
    async fill(request, next) {
      if (request.action === 'CreateService' || request.action === 'UpdateService') {
        return deploy(memory, request, next);
      }
      const answer = mapJson(await next(request), (value) => overlaid(memory, value));
      if (request.action === 'DeleteService') memory.services.delete(keyOfRequest(request));
      return answer;
    },
  };
}

async function deploy(memory: ServiceMemory, request: AwsRequest, next: Next): Promise<AwsAnswer> {
  const key = keyOfRequest(request);
  const sent = jsonOf(request);
  const wanted = text(sent['taskDefinition']);
  const planned = wanted === undefined ? undefined : memory.plannedRollbacks.get(key);
  const isUpdate = request.action === 'UpdateService';

  const { taskDefinition: _, ...withoutTaskDefinition } = sent;
  const goesBack = planned !== undefined && isUpdate;
  const answer = await next(goesBack ? withBody(request, JSON.stringify(withoutTaskDefinition)) : request);
  if (answer.status !== 200) return answer;

  const service = jsonOf(answer)['service'];
  if (isObject(service) && !(isUpdate && onlyScales(sent))) {
    if (!isUpdate) memory.services.delete(key);
    const remembered = memory.of(key);
    remembered.sent = { ...remembered.sent, ...withoutTaskDefinition };
    const name = text(service['serviceName']) ?? '';
    if (planned) {
      const taskDefinition = await describeTaskDefinition(request, wanted ?? '', next);
      const clusterArn = text(service['clusterArn']) ?? '';
      fail(remembered, { name, clusterArn, ...taskDefinition }, planned);
      memory.plannedRollbacks.delete(key);
    } else {
      succeed(remembered, name, text(service['taskDefinition']) ?? '');
    }
  }
  return mapJson(answer, (value) => overlaid(memory, value));
}

/** Autoscaling, and draining before a delete, change the count alone: that is no deployment. */
function onlyScales(sent: JsonObject): boolean {
  return Object.keys(sent).every((field) => ['cluster', 'service', 'desiredCount'].includes(field));
}

async function describeTaskDefinition(
  request: AwsRequest,
  taskDefinition: string,
  next: Next,
): Promise<{ taskDefinition: string; containers: string[] }> {
  const target = 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition';
  const headers = { ...request.headers, 'x-amz-target': target };
  const question = { ...request, headers, action: 'DescribeTaskDefinition' };
  const described = jsonOf(await next(withBody(question, JSON.stringify({ taskDefinition }))))[
    'taskDefinition'
  ];
  if (!isObject(described)) return { taskDefinition, containers: [] };
  return {
    taskDefinition: text(described['taskDefinitionArn']) ?? taskDefinition,
    containers: objectsIn(described['containerDefinitions']).map(
      (container) => text(container['name']) ?? '',
    ),
  };
}

function overlaid(memory: ServiceMemory, answer: JsonObject): JsonObject {
  const overlay = (service: JsonObject) =>
    asEcsAnswers(service, memory.services.get(keyOfArn(service['serviceArn'])));
  return {
    ...answer,
    ...(isObject(answer['service']) ? { service: overlay(answer['service']) } : {}),
    ...(Array.isArray(answer['services']) ? { services: objectsIn(answer['services']).map(overlay) } : {}),
  };
}

/** Makes the next deployment of a service fail, as ECS's circuit breaker would end it. For tests. */
export function planRollback(
  memory: ServiceMemory,
  region: string,
  order: { cluster: string; service: string } & Partial<PlannedRollback>,
): void {
  memory.plannedRollbacks.set(`${region}/${order.cluster}/${order.service}`, {
    stoppedReason: order.stoppedReason ?? 'Essential container in task exited',
    exitCode: order.exitCode ?? 1,
    containerReason: order.containerReason,
  });
}
