import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { escapeXml, lastPart, ServiceMemory } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { serviceBehind } from '../scheduling/service-settings';
import { page } from './page';

/** What a stand-in stands for. */
export interface StandIn {
  application: string;
  environment: string;
  owner: string;
  service: string;
  image: string;
  desiredCount: number;
}

/** The service behind a target group, when no container of it runs here. */
export async function standInFor(
  { ecs }: Pick<Clients, 'ecs'>,
  memory: Pick<ServiceMemory, 'services'>,
  groupArn: string,
): Promise<StandIn | undefined> {
  const found = serviceBehind(memory, groupArn);
  if (!found) return undefined;
  const { services: [service] = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: found.clusterArn, services: [found.name], include: ['TAGS'] }),
  );
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: service?.taskDefinition ?? '' }),
  );
  const tag = (name: string) => service?.tags?.find(({ key }) => key === name)?.value ?? 'unknown';
  const container = service?.loadBalancers?.[0]?.containerName;
  return {
    application: tag('Application'),
    environment: tag('Environment'),
    owner: tag('Owner'),
    service: container ?? lastPart(found.name),
    image: taskDefinition?.containerDefinitions?.find(({ name }) => name === container)?.image ?? 'none',
    desiredCount: service?.desiredCount ?? 0,
  };
}

/** The page that stands for it, and says how to put a container in its place. */
export function standInPage(standIn: StandIn): string {
  const { application, service, environment, owner, image, desiredCount } = standIn;
  const rows = {
    Application: application,
    Service: service,
    Environment: environment,
    Owner: owner,
    Image: image,
  };
  const state =
    desiredCount > 0
      ? 'The release that is recorded is no image of this machine, so that no container runs. This page stands for it.'
      : 'It has no release yet, so that no container runs. This page stands for it.';
  const name = `${application}-${service}:dev`;
  return page(
    `${service} of ${application}`,
    `<p>${state}</p>
    <table>${Object.entries(rows)
      .map(([name, value]) => `<tr><th>${name}</th><td>${escapeXml(value)}</td></tr>`)
      .join('')}</table>
    <p>To put an image in its place, build one and release it:</p>
    <pre>docker build --tag ${escapeXml(name)} .
npx nx run ${escapeXml(application)}:release -c local --service ${escapeXml(service)} --image ${escapeXml(name)}</pre>`,
  );
}
