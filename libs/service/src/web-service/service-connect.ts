import { Construct } from 'constructs';
import { EcsServiceServiceConnectConfiguration } from '@cdktf/provider-aws/lib/ecs-service';
import { checkedWord } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Check } from '../container/check';
import { logConfiguration } from '../container/definition';

/**
 * Calls between services past the gateway, by ECS Service Connect: `'caller'` for one that only calls, `{ name }` for
 * one that others call as `http://<name>:<port>`. It comes with a proxy in each task, which takes 256 CPU units and
 * 64 MiB of the node, ends requests after 15 seconds, and can be called by every service that takes part. Without it,
 * services call each other by their host names (docs/decisions/calls-between-services.md).
 */
export type ServiceConnect = 'caller' | { readonly name: string };

/** What the proxy takes of a node: AWS's advice for its least. */
export const proxySize = { cpuUnits: 256, memoryMebibytes: 64 } as const;

/** Checks the name by which others call a service. */
export function normaliseServiceConnect(
  given: ServiceConnect | undefined,
  check: Check,
): ServiceConnect | undefined {
  if (given === undefined || given === 'caller') return given;
  return { name: check(() => checkedWord('a service for others', given.name), 'name') };
}

/** The configuration of the proxy, which writes to the log of its task. */
export function serviceConnectConfiguration(
  scope: Construct,
  serviceConnect: ServiceConnect,
  { port, logGroupName }: { port: number; logGroupName: string },
): EcsServiceServiceConnectConfiguration {
  const { logDriver, options } = logConfiguration(logGroupName, 'service-connect');
  const offered = serviceConnect === 'caller' ? undefined : serviceConnect.name;
  return {
    enabled: true,
    namespace: ApplicationStack.of(scope).platform.fact('service-connect-namespace-arn'),
    logConfiguration: { logDriver, options },
    ...(offered && {
      service: [{ portName: portName, discoveryName: offered, clientAlias: { port, dnsName: offered } }],
    }),
  };
}

/** The name of the port that the proxy leads to. */
export const portName = 'http';
