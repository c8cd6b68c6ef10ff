import {
  applicationsOn,
  Estate,
  NodePool,
  Platform,
  settle,
  Settled,
  tasksOn,
  Workload,
} from '@dotkom/outlook';
import { NodeOfMap, PlatformMap, TaskOnNode, Thing, ZoneOfMap } from './map-data';
import { platformThingId } from './platform-things';

/**
 * The platform with its network, and the tasks that run on its nodes with an ordinary load.
 *
 * @param platform as it is, and as it was before a change: what went stands where it stood. Gone altogether, it was alone.
 */
export function platformMap(
  estate: Estate,
  platform: readonly Platform[],
  things: readonly Thing[],
  cost: number | undefined,
): PlatformMap {
  const [{ name, owner, instance }] = platform as [Platform];
  const pools = estate.platforms.find((each) => each.name === name)?.pools ?? [];
  const workloads = applicationsOn(estate, instance).flatMap((application) => application.workloads);
  const settled = pools.map((pool) => ({
    pool,
    ...settle({ pool, workloads: workloads.filter((workload) => workload.pool === pool.name) }),
  }));
  const withoutPool = workloads.filter((workload) => !pools.some((pool) => pool.name === workload.pool));
  const zones = new Set(platform.flatMap(({ network }) => network.zones));
  return {
    name,
    owner,
    things,
    zones: [...zones].sort().map((zone) => zoneOfMap(zone, platform, things, settled)),
    unplaced: [
      ...settled.flatMap(({ unplaced }) => unplaced),
      ...withoutPool.map((workload) => ({ workload, tasks: workload.count.atRest })),
    ].flatMap(({ workload, tasks }) => Array<TaskOnNode>(tasks).fill(taskOf(workload))),
    cost,
  };
}

function zoneOfMap(
  zone: string,
  platform: readonly Platform[],
  things: readonly Thing[],
  settled: readonly (Settled & { readonly pool: NodePool })[],
): ZoneOfMap {
  const gateways = things.filter(({ kind }) => kind === 'gateway').map(({ id }) => id);
  const natsHere = platform.flatMap(({ name, nats }) =>
    nats.filter((nat) => nat.zone === zone).map((nat) => platformThingId(name, 'nat', nat.name)),
  );
  return {
    name: zone,
    publicThings: [...new Set([...gateways, ...natsHere])],
    nodes: settled.flatMap(({ pool, cluster }) =>
      cluster.nodes.filter((node) => node.zone === zone).map((node) => nodeOfMap(pool, node)),
    ),
  };
}

function nodeOfMap(
  { name, architecture, instanceType, registered }: NodePool,
  node: Settled['cluster']['nodes'][number],
): NodeOfMap {
  return {
    name: `${architecture} node ${node.number}`,
    pool: name,
    instanceType,
    memory: registered.memoryMebibytes,
    tasks: tasksOn(node).map(taskOf),
  };
}

function taskOf({ id, name, application, environment, size }: Workload): TaskOnNode {
  return { thing: id, name, application, environment, memory: size.memoryMebibytes };
}
