import { DescribeServicesCommand, ECSClient, paginateListServices, Service } from '@aws-sdk/client-ecs';
import { resourcesOf } from '@dotkom/synthesised';
import { clientConfig } from '../account/clients';
import { GuardedStack } from './guarded-stack';
import { Tenant } from './tenant';

/** As many as one call describes. */
const callSize = 10;

/** The services on the clusters that a stack makes. None where there is no such cluster. */
export async function servicesOnClusters({ stack, account }: GuardedStack): Promise<Tenant[]> {
  const ecs = new ECSClient(clientConfig(account));
  const clusters = resourcesOf(stack, 'aws_ecs_cluster').map(({ config }) => String(config.name));
  const services = await Promise.all(clusters.map((cluster) => servicesOn(ecs, cluster)));
  return services.flat().map(tenant);
}

async function servicesOn(client: ECSClient, cluster: string): Promise<Service[]> {
  const arns: string[] = [];
  try {
    for await (const { serviceArns = [] } of paginateListServices({ client, pageSize: 100 }, { cluster }))
      arns.push(...serviceArns);
  } catch (error) {
    if ((error as Error).name === 'ClusterNotFoundException') return [];
    throw error;
  }
  const services: Service[] = [];
  for (let at = 0; at < arns.length; at += callSize) {
    const call = { cluster, services: arns.slice(at, at + callSize), include: ['TAGS' as const] };
    services.push(...((await client.send(new DescribeServicesCommand(call))).services ?? []));
  }
  return services.filter(({ status }) => status !== 'INACTIVE');
}

function tenant({ serviceName, tags = [] }: Service): Tenant {
  const tag = (name: string) => tags.find(({ key }) => key === name)?.value;
  return {
    application: tag('Application'),
    environment: tag('Environment'),
    owner: tag('Owner'),
    what: `service ${serviceName}`,
  };
}
