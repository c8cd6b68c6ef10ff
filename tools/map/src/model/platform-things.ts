import { DatabaseServer, Gateway, Nat, NodePool, Platform } from '@dotkom/outlook';
import { counted } from '@dotkom/stack/conventions';
import { withoutLinks } from './application-picture';
import { Kind, Thing } from './map-data';
import { memoryText } from './sizes';

type PlatformThing = Omit<Thing, 'id' | 'application' | 'environment' | 'owner' | 'secrets' | 'alarms'> & {
  /** Its name in AWS. */
  readonly awsName: string;
};

/** What an instance of the platform consists of. Each alarm of it stands at the thing that its name begins with. */
export function platformThings(platform: Platform): Thing[] {
  const { name, application, environment, owner } = platform;
  const things = [
    ...platform.gateways.map((gateway) => gatewayThing(platform, gateway)),
    ...platform.nats.map(natThing),
    ...platform.databaseServers.map(serverThing),
    ...platform.pools.map(poolThing),
  ];
  return things.map(({ awsName, ...thing }) => ({
    ...thing,
    id: platformThingId(name, thing.kind, awsName),
    application,
    environment,
    owner,
    secrets: [],
    alarms: platform.alarms
      .filter((alarm) => thingOfAlarm(alarm.name, things)?.awsName === awsName)
      .filter((alarm) => thingOfAlarm(alarm.name, things)?.kind === thing.kind)
      .map((alarm) => ({
        name: alarm.name,
        about: withoutLinks(alarm.description),
        runbook: alarm.runbook,
      })),
  }));
}

/** The id of what a platform makes: what are of different kinds may have one name in AWS. */
export function platformThingId(platform: string, kind: Kind, awsName: string): string {
  return `${platform}/${kind}/${awsName}`;
}

/** Alarms of pools and NATs begin with their names; those of the server say that they are of a database. */
function thingOfAlarm(alarm: string, things: readonly PlatformThing[]): PlatformThing | undefined {
  const named = things.find(
    ({ kind, awsName }) => ['nat', 'pool'].includes(kind) && alarm.startsWith(`${awsName}-`),
  );
  return named ?? things.find(({ kind }) => kind === (/-databases?-/.test(alarm) ? 'server' : 'gateway'));
}

function gatewayThing({ network }: Platform, gateway: Gateway): PlatformThing {
  const { name, listeners, certificateHosts, isPublic } = gateway;
  return {
    awsName: name,
    kind: 'gateway',
    name: 'Gateway',
    summary: `load balancer in ${counted(network.zones.length, 'zone')}, TLS`,
    facts: [
      ['Name', name],
      ['Reached from', isPublic ? 'the internet' : 'the network alone'],
      ...listeners.map(
        ({ port, protocol, otherwise }) =>
          [`Port ${port}`, `${protocol}; without a rule: ${otherwise}`] as const,
      ),
      ['Certificates', [...new Set(certificateHosts)].join(', ')],
    ],
  };
}

function natThing({ name, kind, zone, instanceType }: Nat): PlatformThing {
  return {
    awsName: name,
    kind: 'nat',
    name: 'NAT',
    summary: instanceType ?? 'NAT gateway',
    facts: [
      ['Name', name],
      [
        'What it is',
        kind === 'instance' ? 'an instance with fck-nat, replaced when it dies' : 'a NAT gateway',
      ],
      ['Zone', zone],
    ],
  };
}

function serverThing(server: DatabaseServer): PlatformThing {
  const { name, engine, version, instanceClass, storageGibibytes, mostStorageGibibytes, multiAz } = server;
  const growth = mostStorageGibibytes ? `, grows to ${mostStorageGibibytes}` : '';
  return {
    awsName: name,
    kind: 'server',
    name: 'Database server',
    summary: `${instanceClass}, PostgreSQL ${version}`,
    facts: [
      ['Name', name],
      ['Engine', `${engine} ${version}`],
      ['Size', instanceClass],
      ['Storage', `${storageGibibytes} GiB${growth}`],
      ['Zones', multiAz ? 'a second one stands by in another' : 'one, which AWS chooses'],
      ...(server.mostConnections ? [['Connections', `${server.mostConnections} at most`] as const] : []),
      ['Backups', `kept ${server.backupDays} days`],
    ],
  };
}

function poolThing(pool: NodePool): PlatformThing {
  const { name, instanceType, min, max, registered, targetCapacity, architecture, zones } = pool;
  return {
    awsName: name,
    kind: 'pool',
    name: `${architecture} nodes`,
    summary: `${min} to ${max} of ${instanceType}`,
    facts: [
      ['Name', name],
      ['Size', `${min} to ${max} nodes of ${instanceType}`],
      ['Each offers tasks', `${registered.cpuUnits / 1024} vCPU, ${memoryText(registered.memoryMebibytes)}`],
      ...(targetCapacity ? [['Kept full to', `${targetCapacity} %`] as const] : []),
      ['Zones', zones.join(', ')],
    ],
  };
}
