import { AwsAnswer, AwsRequest, formOf } from '../../proxy/aws-request';
import { jsonAnswer, jsonOf, objectsIn, text } from '../../proxy/json';
import { Gap } from '../gap';
import { keyOfRequest, ServiceMemory } from './service-memory';

const attaching = ['CreateListener', 'CreateRule', 'ModifyListener', 'ModifyRule'];

/** Services are made once, and with target groups that a load balancer uses. */
export function ecsRefusedServices(memory: ServiceMemory): Gap {
  const attached = new Set<string>();
  return {
    name: 'ECS services: what is refused',
    reason:
      'moto makes a service with a target group that no load balancer uses, and a second one of the same name, where ECS ' +
      'refuses both: an apply in the wrong order would succeed here and fail in AWS.',
    handles: (request) =>
      (request.service === 'elasticloadbalancing' && attaching.includes(request.action)) ||
      (request.service === 'ecs' && request.action === 'CreateService'),
    async fill(request, next) {
      if (request.action === 'CreateService') return refusal(request, memory, attached) ?? next(request);
      const answer = await next(request);
      if (answer.status === 200) for (const arn of targetGroupsIn(request)) attached.add(arn);
      return answer;
    },
  };
}

function refusal(
  request: AwsRequest,
  memory: ServiceMemory,
  attached: ReadonlySet<string>,
): AwsAnswer | undefined {
  if (memory.services.has(keyOfRequest(request))) return refused('Creation of service was not idempotent.');
  const groups = objectsIn(jsonOf(request)['loadBalancers']).flatMap(
    (each) => text(each['targetGroupArn']) ?? [],
  );
  const loose = groups.find((arn) => !attached.has(arn));
  return loose === undefined
    ? undefined
    : refused(`The target group with targetGroupArn ${loose} does not have an associated load balancer.`);
}

function refused(message: string): AwsAnswer {
  return jsonAnswer({ __type: 'InvalidParameterException', message }, 400);
}

function targetGroupsIn({ body }: AwsRequest): string[] {
  return [...formOf(body)].filter(([name]) => name.endsWith('TargetGroupArn')).map(([, arn]) => arn);
}
