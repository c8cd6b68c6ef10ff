import { Application, applicationsOn, Estate, NodePool, Platform } from '@dotkom/outlook';
import { counted } from '@dotkom/stack/conventions';
import { arrow, flowchart, idOf, node } from './nodes';

/**
 * The picture of everything in one environment, as Mermaid: each platform's network, which applications run on which of its
 * nodes, and what leads in and out.
 */
export function estateMermaid(estate: Estate, environment: string): string {
  const lines = estate.platforms.flatMap((platform) => {
    const applications = applicationsOn(estate, platform.instance);
    return platformLines(
      platform,
      applications.filter((application) => application.environment === environment),
    );
  });
  return flowchart(['people(["People"])', 'internet(["Internet"])', ...lines]);
}

function platformLines(platform: Platform, applications: readonly Application[]): string[] {
  const id = (part: string) => `${platform.name}/${part}`;
  const { network, gateways, nats, databaseServers, pools } = platform;
  const sites = applications.flatMap((application) => application.sites.flatMap(({ hosts }) => hosts));
  const natTypes = nats.map(({ instanceType }) => instanceType ?? 'NAT gateway');
  return [
    ...box(id('network'), `Network over ${counted(network.zones.length, 'zone')}`, [
      ...box(id('public'), 'Public subnets', [
        ...gateways.map(() => node(id('gateway'), 'gateway', 'Gateway', 'one load balancer')),
        ...nats.slice(0, 1).map(() => node(id('nat'), 'nat', 'NAT', ...new Set(natTypes))),
      ]),
      ...box(id('private'), 'Private subnets', [
        ...pools.flatMap((pool) => poolLines(id(pool.name), pool, applications)),
        ...databaseServers.map(({ name, version, instanceClass }) =>
          node(id(name), 'database', `PostgreSQL ${version}`, instanceClass),
        ),
      ]),
    ]),
    ...(gateways.length > 0 ? [arrow('people', id('gateway'), 'HTTPS, by host')] : []),
    ...(sites.length > 0 ? [node('cdn', 'site', 'CloudFront', ...sites), arrow('people', 'cdn')] : []),
    ...applications.filter(isCalled).map(({ name }) => arrow(id('gateway'), name)),
    ...databaseServers.flatMap((server) =>
      applications
        .filter(({ databases }) => databases.length > 0)
        .map(({ name }) => arrow(name, id(server.name))),
    ),
    ...(nats.length > 0 ? [arrow(id('private'), id('nat')), arrow(id('nat'), 'internet')] : []),
  ];
}

/** A pool with the applications that run on its nodes; one that no application is on is not drawn. */
function poolLines(id: string, pool: NodePool, applications: readonly Application[]): string[] {
  const { name, architecture, min, max, instanceType } = pool;
  const here = applications.filter(({ workloads }) => workloads[0]?.pool === name);
  if (here.length === 0) return [];
  const title = `${architecture} nodes: ${min} to ${max} of ${instanceType}`;
  return box(
    id,
    title,
    here.map((application) =>
      node(
        application.name,
        'web',
        application.application,
        application.workloads.map((each) => each.name).join(' · '),
      ),
    ),
  );
}

function isCalled({ workloads }: Application): boolean {
  return workloads.some(({ route }) => route !== undefined);
}

function box(id: string, title: string, lines: readonly string[]): string[] {
  return [`subgraph ${idOf(id)} ["${title}"]`, ...lines.map((line) => `  ${line}`), 'end'];
}
