import { AwsAnswer, AwsRequest } from '../../proxy/aws-request';
import { isObject, JsonObject, jsonOf, mapJson, objectsIn, text } from '../../proxy/json';
import { actions, Gap } from '../gap';
import { begin, primary } from './deployments';
import { Room } from './room/room';
import { Scheduling } from './scheduling';
import { keyOfArn, keyOfRequest, PlannedRollback, ServiceMemory } from './service-memory';
import { asEcsAnswers } from './service-overlay';

/** Services come back as they were sent, with the tasks that run. */
export function ecsServices(memory: ServiceMemory, scheduling: Scheduling, room: Room): Gap {
  return {
    name: 'ECS services',
    reason:
      'moto forgets the capacity provider strategy (it says launchType EC2, so the next plan replaces the service), ' +
      'placement, availability zone rebalancing, health check grace period, Service Connect and more; it answers an ' +
      'empty networkConfiguration, on which provider 5.100.0 crashes; and since no task ever runs, waiting for a ' +
      'steady state never ends.',
    handles: actions('ecs', 'CreateService', 'UpdateService', 'DescribeServices', 'DeleteService'),
    async fill(request, next) {
      const answer = await next(request);
      if (answer.status === 200) {
        await schedule({ memory, scheduling, room }, request, answer);
        if (request.action !== 'DescribeServices') await room.tryAgain(scheduling);
      }
      return mapJson(answer, (value) => overlaid(memory, value));
    },
  };
}

/** What a change of a service moves. */
interface Parts {
  readonly memory: ServiceMemory;
  readonly scheduling: Scheduling;
  readonly room: Room;
}

async function schedule(
  { memory, scheduling, room }: Parts,
  request: AwsRequest,
  answer: AwsAnswer,
): Promise<void> {
  const key = keyOfRequest(request);
  const fromMoto = jsonOf(answer)['service'];
  if (request.action === 'DescribeServices' || !isObject(fromMoto)) return;
  const known = memory.services.get(key);
  if (request.action === 'DeleteService') {
    memory.services.delete(key);
    if (known) await scheduling.remove(known);
    return;
  }
  const sent = jsonOf(request);
  const { taskDefinition: wanted, ...settings } = sent;
  const isNew = request.action === 'CreateService' || known === undefined;
  const service = isNew
    ? {
        name: text(fromMoto['serviceName']) ?? '',
        clusterArn: text(fromMoto['clusterArn']) ?? '',
        desiredCount: 0,
        sent: {},
        deployments: [],
        events: [],
      }
    : known;
  memory.services.set(key, service);
  service.desiredCount = Number(fromMoto['desiredCount'] ?? 0);
  service.sent = { ...service.sent, ...settings };
  const before = primary(service)?.taskDefinition;
  // After a rollback moto still names the one that failed: an update that names none is none.
  const taskDefinition = wanted === undefined && before ? before : (text(fromMoto['taskDefinition']) ?? '');
  if (before !== undefined && !beginsDeployment(sent, taskDefinition !== before)) {
    return scheduling.scale(service);
  }
  begin(service, taskDefinition);
  await room.deploy(service, scheduling);
}

/** What of a service its tasks have to be replaced for; anything else takes effect without a deployment. */
const ofTasks = [
  'forceNewDeployment',
  'networkConfiguration',
  'loadBalancers',
  'serviceConnectConfiguration',
  'volumeConfigurations',
];

function beginsDeployment(sent: JsonObject, isAnotherTaskDefinition: boolean): boolean {
  return isAnotherTaskDefinition || ofTasks.some((field) => field in sent && sent[field] !== false);
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
