import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Attachment, AttachmentModule, Gap, Surroundings } from '@dotkom/local-aws';
import { rootCertificates } from 'node:tls';
import { clientsOf } from './clients';
import { findEngine } from './engine/find-engine';
import { databaseFunction } from './functions/database-function';
import { Gateway } from './gateway/gateway';
import { RouteCache } from './gateway/route-cache';
import { standInFor } from './gateway/stand-in';
import { targetHealth } from './gateway/target-health';
import { Targets } from './gateway/targets';
import { Authority } from './network/authority';
import { ContainerNetwork } from './network/container-network';
import { DatabaseInstances } from './postgres/database-instances';
import { clearPostgres, postgresFolder } from './postgres/postgres';
import { Nodes } from './scheduling/nodes';
import { NodesRecord, writeRecord } from './record';

/** The label of everything that the engine is asked to make. */
const labelName = 'no.dotkom.local-aws';

/** The port of the gateway, when it is free and none was asked for. */
const usualPort = 8080;

/** What runs on a local AWS (see `AttachmentModule` of tools/local-aws): containers, the gateway and a PostgreSQL. */
export async function attach(surroundings: Surroundings): Promise<Attachment> {
  const { instanceId, endpoint, folder, workspaceRoot, services, options, log } = surroundings;
  mkdirSync(folder, { recursive: true });
  const clients = clientsOf(endpoint);
  const authority = await Authority.create();
  const record: NodesRecord = { gateway: 0 };
  const databases = new DatabaseInstances({
    ...{ instanceId, authority, clients, log },
    onChange(postgres) {
      record.postgres = postgres && { port: postgres.port, host: postgres.host };
      writeRecord(folder, record);
    },
  });
  const cache = new RouteCache(clients);
  const targets = new Targets(async (arn) => (await cache.routes()).groups.get(arn));
  let nodes: Nodes | undefined;
  const gateway = new Gateway({
    clients,
    deployed: cache,
    targets,
    standIn: async (arn) =>
      nodes === undefined || nodes.hasStandIn(arn) ? standInFor(clients, services, arn) : undefined,
  });
  await listen(gateway, options['gatewayPort']);

  const engine = await findEngine();
  const awsPort = Number(new URL(endpoint).port);
  const onThisMachine = { gateway, authority, awsPort, postgresPort: () => databases.port };
  const called = { name: `local-aws-${instanceId.slice(0, 8)}`, label: labelOf(instanceId) };
  const network = engine && (await ContainerNetwork.create(engine, called, onThisMachine));
  if (engine && network) {
    const authorities = join(folder, 'authorities.pem');
    writeFileSync(authorities, [...rootCertificates, authority.certificate].join('\n'));
    const way = {
      network: network.name,
      open: (image: string) => network.open(image),
      address: network.address,
      endpoint: { here: endpoint, fromContainers: `http://${network.address}:${awsPort}` },
      authorities,
      hosts: async () => [...(await cache.hosts()), ...(databases.host ? [databases.host] : [])],
    };
    const folders = join(folder, 'containers');
    const label = { name: labelName, value: instanceId };
    const node = { engine, folders, clients, way, label, keep: services.keepTask.bind(services) };
    nodes = new Nodes(node, targets, services);
  }
  Object.assign(record, { gateway: gateway.port, engine: engine?.program });
  writeRecord(folder, record);
  const runBy = engine ? `by ${engine.program}` : 'none: no engine answers';
  log(`gateway http://localhost:${gateway.port}, containers ${runBy}`);

  const gaps: Gap[] = [
    databases.gap(),
    databaseFunction({ clients, databases, authority, endpoint, folder, workspaceRoot }),
    cache.gap(),
    targetHealth(targets),
  ];
  return {
    gaps,
    scheduling: nodes,
    async stop() {
      nodes?.stop();
      targets.stop();
      await Promise.all([gateway.close(), databases.stop(), engine?.removeLabelled(labelOf(instanceId))]);
      network?.close();
    },
  };
}

/** Clears up what one left that was killed: containers, networks, the PostgreSQL and its data. */
export const clear: AttachmentModule['clear'] = async ({ instanceId, folder }) => {
  const engine = await findEngine().catch(() => undefined);
  await Promise.all([engine?.removeLabelled(labelOf(instanceId)), clearPostgres(postgresFolder(instanceId))]);
  rmSync(folder, { recursive: true, force: true });
};

function labelOf(instanceId: string): string {
  return `${labelName}=${instanceId}`;
}

async function listen(gateway: Gateway, asked: string | undefined): Promise<void> {
  if (asked) return gateway.listen(Number(asked));
  await gateway.listen(usualPort).catch(() => gateway.listen(0));
}
