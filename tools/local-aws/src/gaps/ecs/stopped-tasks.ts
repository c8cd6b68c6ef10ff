import { jsonOf, mapJson, objectsIn, stringsIn, text } from '../../proxy/json';
import { actions, type Gap } from '../gap';
import { keyOfRequest, type ServiceMemory } from './service-memory';

/** The tasks of a deployment that a test let fail, so that a deploy can say why it failed. */
export function ecsStoppedTasks(memory: ServiceMemory): Gap {
  return {
    name: 'ECS tasks that stopped',
    reason:
      'moto runs no tasks, so none ever stops; the reason of a deployment that was rolled back is read from them.',
    handles: actions('ecs', 'ListTasks', 'DescribeTasks'),
    async fill(request, next) {
      const body = jsonOf(request);
      if (request.action === 'ListTasks') {
        const stopped =
          body['desiredStatus'] === 'STOPPED' ? memory.services.get(keyOfRequest(request)) : undefined;
        return mapJson(await next(request), (answer) => ({
          ...answer,
          taskArns: [
            ...(stopped?.stoppedTasks ?? []).map((task) => task['taskArn']!),
            ...stringsIn(answer['taskArns']),
          ],
        }));
      }
      const asked = stringsIn(body['tasks']);
      const stopped = [...memory.services.values()]
        .flatMap((service) => service.stoppedTasks)
        .filter((task) => asked.includes(text(task['taskArn']) ?? ''));
      const arns = stopped.map((task) => task['taskArn']);
      return mapJson(await next(request), (answer) => ({
        ...answer,
        tasks: [...stopped, ...objectsIn(answer['tasks'])],
        failures: objectsIn(answer['failures']).filter((failure) => !arns.includes(failure['arn'])),
      }));
    },
  };
}
