import { randomUUID } from 'node:crypto';
import { jsonAnswer, jsonOf, type JsonObject, mapJson, objectsIn, stringsIn, text } from '../../proxy/json';
import { withBody } from '../../proxy/aws-request';
import { actions, type Gap } from '../gap';

/** Tasks that are run once. Each ends well at once: no container runs here. */
export function ecsRunTasks(): Gap {
  const tasks = new Map<string, JsonObject>();
  return {
    name: 'ECS tasks that run once',
    reason:
      'moto starts tasks only on container instances, of which there are none, and lets them run for ever; ' +
      'a deploy that waits for a task would never end.',
    handles: actions('ecs', 'RunTask', 'DescribeTasks'),
    async fill(request, next) {
      const body = jsonOf(request);
      if (request.action === 'RunTask') {
        const definition = text(body['taskDefinition']) ?? '';
        const described = await next(describing(request, definition));
        if (described.status !== 200) return described;
        const task = ended(body, jsonOf(described)['taskDefinition'] as JsonObject);
        tasks.set(text(task['taskArn']) ?? '', task);
        return jsonAnswer({ tasks: [task], failures: [] });
      }
      const known = stringsIn(body['tasks']).flatMap((arn): JsonObject[] => {
        const task = tasks.get(arn);
        return task ? [task] : [];
      });
      const arns = known.map((task) => text(task['taskArn']));
      return mapJson(await next(request), (answer) => ({
        ...answer,
        tasks: [...known, ...objectsIn(answer['tasks'])],
        failures: objectsIn(answer['failures']).filter((failure) => !arns.includes(text(failure['arn']))),
      }));
    },
  };
}

function describing(request: Parameters<Gap['fill']>[0], taskDefinition: string) {
  const target = 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition';
  const headers = { ...request.headers, 'x-amz-target': target };
  return withBody(
    { ...request, headers, action: 'DescribeTaskDefinition' },
    JSON.stringify({ taskDefinition }),
  );
}

function ended({ cluster, startedBy = '' }: JsonObject, definition: JsonObject): JsonObject {
  const clusterArn = text(cluster) ?? '';
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/${randomUUID().replaceAll('-', '')}`;
  const at = Date.now() / 1000;
  return {
    taskArn,
    clusterArn,
    taskDefinitionArn: definition['taskDefinitionArn'],
    startedBy,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    createdAt: at,
    stoppedAt: at,
    containers: objectsIn(definition['containerDefinitions']).map(({ name }) => ({
      name,
      taskArn,
      lastStatus: 'STOPPED',
      exitCode: 0,
    })),
  };
}
