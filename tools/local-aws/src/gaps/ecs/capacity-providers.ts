import { withBody } from '../../proxy/aws-request';
import { isObject, JsonObject, jsonOf, mapJson, objectsIn, text } from '../../proxy/json';
import { actions, Gap } from '../gap';

/** Capacity providers come back as they were sent, also when all of them are asked for. */
export function ecsCapacityProviders(): Gap {
  const groups = new Map<string, JsonObject>();
  return {
    name: 'ECS capacity providers',
    reason:
      'moto answers 500 to DescribeCapacityProviders without names, forgets managed draining on an update, and ' +
      'keeps a capacity provider without managed draining where AWS turns it on.',
    handles: actions(
      'ecs',
      ...['Create', 'Update', 'Delete'].map((verb) => `${verb}CapacityProvider`),
      'DescribeCapacityProviders',
    ),
    async fill(request, next) {
      const body = jsonOf(request);
      const keyOf = (nameOrArn: unknown) => `${request.region}/${String(nameOrArn).split('/').at(-1)}`;
      if (request.action === 'DescribeCapacityProviders' && !Array.isArray(body['capacityProviders'])) {
        const names = [...groups.keys()].filter((key) => key.startsWith(`${request.region}/`));
        request = withBody(
          request,
          JSON.stringify({ ...body, capacityProviders: names.map((key) => key.split('/')[1]!) }),
        );
      }
      const answer = await next(request);
      const group = body['autoScalingGroupProvider'];
      if (answer.status === 200 && isObject(group)) {
        const key = keyOf(body['name']);
        groups.set(key, { managedDraining: 'ENABLED', ...groups.get(key), ...group });
      }
      if (answer.status === 200 && request.action === 'DeleteCapacityProvider')
        groups.delete(keyOf(body['capacityProvider']));
      const overlay = (provider: JsonObject): JsonObject => {
        const fromMoto = provider['autoScalingGroupProvider'];
        const sent = groups.get(keyOf(text(provider['name'])));
        if (!isObject(fromMoto) || sent === undefined) return provider;
        const { managedDraining, managedTerminationProtection } = sent;
        return {
          ...provider,
          autoScalingGroupProvider: {
            ...fromMoto,
            managedDraining,
            ...(managedTerminationProtection !== undefined && { managedTerminationProtection }),
          },
        };
      };
      return mapJson(answer, (value) => ({
        ...value,
        ...(isObject(value['capacityProvider']) && { capacityProvider: overlay(value['capacityProvider']) }),
        ...(Array.isArray(value['capacityProviders']) && {
          capacityProviders: objectsIn(value['capacityProviders']).map(overlay),
        }),
      }));
    },
  };
}
