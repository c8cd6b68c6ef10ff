import {
  jsonAnswer,
  jsonOf,
  isObject,
  JsonObject,
  mapJson,
  objectsIn,
  stringsIn,
  text,
} from '../../proxy/json';
import { AwsAnswer, AwsRequest } from '../../proxy/aws-request';
import { actions, Gap, Next } from '../gap';
import { describeTaskDefinition } from './describe-task-definition';
import { Scheduling } from './scheduling';
import { lastPart, ServiceMemory } from './service-memory';

/** Tasks, of services and those that run once. */
export function ecsTasks(memory: ServiceMemory, scheduling: Scheduling): Gap {
  return {
    name: 'ECS tasks',
    reason:
      'moto starts tasks only on container instances, of which there are none, and lets them run for ever; a deploy ' +
      'that waits for a task would never end, and one that failed could not say why.',
    handles: actions('ecs', 'RunTask', 'StopTask', 'ListTasks', 'DescribeTasks'),
    fill(request, next) {
      if (request.action === 'RunTask') return run(memory, scheduling, request, next);
      if (request.action === 'StopTask') return stop(scheduling, request, next);
      return request.action === 'ListTasks' ? list(memory, request, next) : describe(memory, request, next);
    },
  };
}

async function run(
  memory: ServiceMemory,
  scheduling: Scheduling,
  request: AwsRequest,
  next: Next,
): Promise<AwsAnswer> {
  const { cluster, taskDefinition, startedBy, overrides } = jsonOf(request);
  const described = await describeTaskDefinition(request, text(taskDefinition) ?? '', next);
  if ('refused' in described) return described.refused;
  const task = await scheduling.runTask({
    clusterArn: arnOfCluster(request, text(cluster) ?? 'default', described.taskDefinition),
    taskDefinition: described.taskDefinition,
    startedBy: text(startedBy),
    overrides: isObject(overrides) ? overrides : undefined,
  });
  memory.keepTask(task);
  return jsonAnswer({ tasks: [task], failures: [] });
}

async function stop(scheduling: Scheduling, request: AwsRequest, next: Next): Promise<AwsAnswer> {
  const { task, reason } = jsonOf(request);
  const stopped = await scheduling.stopTask(text(task) ?? '', text(reason) ?? 'Task stopped by user');
  return stopped ? jsonAnswer({ task: stopped }) : next(request);
}

async function list(memory: ServiceMemory, request: AwsRequest, next: Next): Promise<AwsAnswer> {
  const body = jsonOf(request);
  const cluster = lastPart(text(body['cluster']) ?? 'default');
  const wanted = {
    desiredStatus: text(body['desiredStatus']) ?? 'RUNNING',
    startedBy: text(body['startedBy']),
    group: body['serviceName'] ? `service:${lastPart(String(body['serviceName']))}` : undefined,
    family: text(body['family']),
  };
  const found = [...memory.tasks.values()].filter(
    (task) =>
      lastPart(String(task['clusterArn'])) === cluster &&
      task['desiredStatus'] === wanted.desiredStatus &&
      (!wanted.startedBy || task['startedBy'] === wanted.startedBy) &&
      (!wanted.group || task['group'] === wanted.group) &&
      (!wanted.family || lastPart(String(task['taskDefinitionArn'])).split(':')[0] === wanted.family),
  );
  const arns = found.reverse().map((task) => String(task['taskArn']));
  return mapJson(await next(request), (answer) => ({
    ...answer,
    taskArns: [...arns, ...stringsIn(answer['taskArns'])],
  }));
}

async function describe(memory: ServiceMemory, request: AwsRequest, next: Next): Promise<AwsAnswer> {
  const known = stringsIn(jsonOf(request)['tasks']).flatMap((asked): JsonObject[] => {
    const task = memory.tasks.get(asked) ?? withId(memory, asked);
    return task ? [task] : [];
  });
  const arns = known.map((task) => lastPart(String(task['taskArn'])));
  return mapJson(await next(request), (answer) => ({
    ...answer,
    tasks: [...known, ...objectsIn(answer['tasks'])],
    failures: objectsIn(answer['failures']).filter(({ arn }) => !arns.includes(lastPart(text(arn) ?? ''))),
  }));
}

/** Tasks can be asked for by the last part of their ARN. */
function withId(memory: ServiceMemory, id: string): JsonObject | undefined {
  return [...memory.tasks.values()].find((task) => lastPart(String(task['taskArn'])) === id);
}

function arnOfCluster({ region }: AwsRequest, cluster: string, taskDefinition: JsonObject): string {
  if (cluster.startsWith('arn:')) return cluster;
  const account = String(taskDefinition['taskDefinitionArn']).split(':')[4];
  return `arn:aws:ecs:${region}:${account}:cluster/${cluster}`;
}
