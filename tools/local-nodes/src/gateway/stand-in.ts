import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { lastPart, ServiceMemory } from '@dotkom/local-aws';
import { Clients } from '../clients';

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
  const found = [...memory.services.values()].find(({ sent }) =>
    JSON.stringify(sent['loadBalancers'] ?? []).includes(groupArn),
  );
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
export function standInPage({
  application,
  environment,
  owner,
  service,
  image,
  desiredCount,
}: StandIn): string {
  const command = `npx nx run ${application}:release -c local --service ${service} --image ${application}-${service}:dev`;
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
  return page(
    `${service} of ${application}`,
    `<p>${state}</p>
    <table>${Object.entries(rows)
      .map(([name, value]) => `<tr><th>${name}</th><td>${escaped(value)}</td></tr>`)
      .join('')}</table>
    <p>To put an image in its place, build one and release it:</p>
    <pre>docker build --tag ${escaped(application)}-${escaped(service)}:dev .
${escaped(command)}</pre>`,
  );
}

/** A page of the gateway itself. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escaped(title)}</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 54rem; margin: 3rem auto; padding: 0 1.5rem; color: #1a1a2e; }
      h1 { font-size: 1.6rem; }
      th { text-align: left; padding-right: 2rem; font-weight: 600; }
      td { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
      pre { background: #f2f3f7; padding: 1rem; white-space: pre-wrap; border-radius: 0.4rem; }
    </style>
  </head>
  <body>
    <h1>${escaped(title)}</h1>
    ${body}
  </body>
</html>
`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
