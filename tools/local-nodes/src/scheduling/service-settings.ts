import { JsonObject, objectsIn, RememberedService, ServiceMemory, stringsIn, text } from '@dotkom/local-aws';

/** What a service was sent that matters to its scheduling, with ECS's defaults. */
export interface ServiceSettings {
  minimumHealthyPercent: number;
  maximumPercent: number;
  breaker: { enable: boolean; rollback: boolean };
  /** The names of the alarms that take its deployments back. */
  alarms: readonly string[];
  graceSeconds: number;
  loadBalancers: readonly { targetGroupArn: string; containerName: string; containerPort: number }[];
  /** The names by which Service Connect offers it. */
  aliases: readonly string[];
}

export function settingsOf({ sent }: RememberedService): ServiceSettings {
  const configuration = objectIn(sent['deploymentConfiguration']);
  const breaker = objectIn(configuration['deploymentCircuitBreaker']);
  const alarms = objectIn(configuration['alarms']);
  const connect = objectIn(sent['serviceConnectConfiguration']);
  return {
    minimumHealthyPercent: Number(configuration['minimumHealthyPercent'] ?? 100),
    maximumPercent: Number(configuration['maximumPercent'] ?? 200),
    breaker: { enable: breaker['enable'] === true, rollback: breaker['rollback'] === true },
    alarms: alarms['enable'] === true && alarms['rollback'] === true ? stringsIn(alarms['alarmNames']) : [],
    graceSeconds: Number(sent['healthCheckGracePeriodSeconds'] ?? 0),
    loadBalancers: objectsIn(sent['loadBalancers']).map((each) => ({
      targetGroupArn: text(each['targetGroupArn']) ?? '',
      containerName: text(each['containerName']) ?? '',
      containerPort: Number(each['containerPort']),
    })),
    aliases: objectsIn(connect['services']).flatMap((service) => {
      const names = objectsIn(service['clientAliases']).map(({ dnsName }) => text(dnsName));
      return [text(service['discoveryName']), ...names].filter((name) => name !== undefined);
    }),
  };
}

/** The service whose tasks a target group leads to. */
export function serviceBehind(
  { services }: Pick<ServiceMemory, 'services'>,
  groupArn: string,
): RememberedService | undefined {
  return [...services.values()].find((service) =>
    settingsOf(service).loadBalancers.some(({ targetGroupArn }) => targetGroupArn === groupArn),
  );
}

function objectIn(value: unknown): JsonObject {
  return value instanceof Object && !Array.isArray(value) ? (value as JsonObject) : {};
}
