import { architectures } from './architecture';

/**
 * What a platform tells its applications: the whole of what they may know of it. Each fact is an SSM parameter that
 * the platform writes and every application reads (docs/decisions/contract.md).
 */
export const platformFacts = {
  'vpc-id': 'the network that target groups belong to',
  'cluster-arn': 'the ECS cluster that services run on',
  'https-listener-arn': "the gateway's listener that routing rules are added to",
  'gateway-dns-name': "the gateway's own name, which hosts are aliases of",
  'gateway-zone-id': "the hosted zone of the gateway's own name",
  'gateway-metric-name': 'the gateway as CloudWatch names it, in metrics',
  'alarm-topic-arn': 'the topic that alarms are sent to',
  'database-address': 'the host name of the database server',
  'database-function-name': 'the function that makes the databases of applications',
  'log-destination-arn': "where logs are forwarded to, or 'none'",
  'service-connect-namespace-arn': 'the namespace in which services find each other without the gateway',
  ...(Object.fromEntries(
    architectures.map((architecture) => [
      `capacity-provider-${architecture}`,
      `the capacity provider of the ${architecture} nodes`,
    ]),
  ) as Record<`capacity-provider-${(typeof architectures)[number]}`, string>),
} as const;

export type PlatformFact = keyof typeof platformFacts;

export const platformFactNames = Object.keys(platformFacts) as PlatformFact[];

/** Where a platform writes its facts. */
export function factPath(platform: string): string {
  return `/platform/${platform}`;
}

/** The parameter that holds one fact. */
export function factParameter(platform: string, fact: PlatformFact): string {
  return `${factPath(platform)}/${fact}`;
}
