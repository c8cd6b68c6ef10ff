import { counted, UserError } from '@dotkom/stack/conventions';
import { NodePool, Workload } from '../estate';
import { Change, Cure } from './cures';
import { Lack } from './node';
import { Unplaced } from './settle';

const settings = 'apps/platform/src/instances.ts';

export function doesNotFit(problems: readonly string[]): UserError {
  return new UserError(
    `Not everything would run, or could be deployed; nothing was planned.\n\n${problems.join('\n\n')}\n\n` +
      `The whole picture: npx nx capacity platform. What the words mean: docs/guides/capacity.md.`,
  );
}

export function noPlatform(stack: string): UserError {
  return new UserError(
    `The stack ${stack} is no platform: it writes nothing for applications to find it by, so that none runs on it. ` +
      `Ask the project that is one: npx nx capacity platform.`,
  );
}

const lacks: Record<Lack, string> = {
  CPU: 'CPU',
  MEMORY: 'memory',
  PORT: 'a free port of the node',
  NETWORK_INTERFACE: 'a free network interface of the node',
  DISTINCT_INSTANCE: 'another node that none of its tasks is on',
};

const sizeOf = ({ size }: Workload) => `${size.memoryMebibytes} MiB and ${size.cpuUnits} CPU units`;
const sizeOfNode = ({ registered }: NodePool) =>
  `${registered.memoryMebibytes} MiB and ${registered.cpuUnits} CPU units`;

/** Names in a sentence: `a, b and c`. */
export function listed(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

const ids = (workloads: readonly Workload[]) => listed(workloads.map(({ id }) => id));

/** Something larger than an empty node. A message, not an error: validation collects them all. */
export function largerThanNode(workload: Workload, pool: NodePool, lack: Lack): string {
  if (lack === 'PORT') return portOfNode(workload);
  return (
    `${workload.id} fits on no node of ${pool.name}, not even an empty one: a task of it takes ${sizeOf(workload)}, ` +
    `and a node offers ${sizeOfNode(pool)} (${pool.instanceType}, after what the system and the agent keep). It would never start. Make it smaller.`
  );
}

function portOfNode({ id, size }: Workload): string {
  return (
    `${id} asks for the port ${listed(size.hostPorts.map(String))} of its node, which the node itself uses. It would never start. ` +
    `Leave the port of the node out: the gateway finds the one that Docker chooses.`
  );
}

/** Tasks that find no room on all nodes there may be. A message, not an error. */
export function noRoomToRun(unplaced: readonly Unplaced[], pool: NodePool, nodes: number): string {
  const each = unplaced.map(({ workload, tasks, lack }) => {
    const which = workload.run ? 'beside all services' : `${tasks} of ${workload.count.atRest} tasks`;
    return `- ${workload.id}, ${which}: each takes ${sizeOf(workload)}, and the closest node lacks ${lacks[lack]}`;
  });
  return [
    `On ${nodesInWords(pool, nodes)} there is no room for all that is to run. These tasks would never start, and ECS would say that it was unable to place them:`,
    ...each,
  ].join('\n');
}

/** What can be started but never deployed again. A message, not an error. */
export function cannotRoll(services: readonly Workload[], pool: NodePool, nodes: number): string {
  const each = services.map((service) => `${service.id} (${sizeOf(service)})`);
  return (
    `${listed(each)} would run, and could never be deployed again: a deploy starts a new task before an old one ends, ` +
    `and beside all that runs there is no room for one on ${nodesInWords(pool, nodes)}. Every deploy would hang until it times out.`
  );
}

/** A one-off task without room in its deploy. A message, not an error. */
export function noRoomBefore(tasks: readonly Workload[], pool: NodePool, nodes: number): string {
  return (
    `${ids(tasks)} would find no room in a deploy, beside everything that runs and the other tasks that run before it, ` +
    `on ${nodesInWords(pool, nodes)}: the deploy would wait for it and fail.`
  );
}

/** Percentages with which no deploy begins. A message, not an error. */
export function percentagesNeverRoll({ id, count, rolling }: Workload): string {
  return (
    `${id} could never be deployed again: of ${counted(count.atRest, 'task')}, ${rolling?.minimumHealthyPercent} % (rounded up) have to be healthy and at most ${rolling?.maximumPercent} % (rounded down) may run, ` +
    `so that a deploy could neither stop a task nor start one. Let it start one (maximumPercent: 200), or stop one (a lower minimumHealthyPercent).`
  );
}

/** What names a pool that is not there. A message, not an error. */
export function poolNotThere({ id, wantedPool }: Workload, pools: readonly NodePool[]): string {
  const there = listed(pools.map(({ name }) => name));
  return wantedPool === 'EC2'
    ? `${id} names the launch type EC2 and no node pool: managed scaling would not see its tasks, and never start a node for them. Name a pool: ${there}.`
    : `${id} wants to run on ${wantedPool || 'nothing that it names'}, and that is no node pool of its platform. There are ${there}.`;
}

/** What is built for other processors than its nodes have. A message, not an error. */
export function builtForOthers({ id, task, pool }: Workload): string {
  return `${id} is built for ${task.architecture}, and the nodes of ${pool} have other processors: ECS would place no task of it. Let its architecture be the one that its image is built for.`;
}

function nodesInWords({ name, targetCapacity }: NodePool, nodes: number): string {
  const count = counted(nodes, 'node');
  return targetCapacity === undefined
    ? `the ${count} of ${name}`
    : `the ${count} that ${name} may have at most`;
}

/** What to choose from, after what is wrong. */
export function anyOneOf(cures: readonly Cure[], pool: NodePool): string {
  const all = cures
    .filter((cure) => cure.cures === 'everything')
    .map(({ change }) => sizeInWords(change, pool));
  const alone = percentagesInWords(
    cures.filter((cure) => cure.cures !== 'everything').map(({ change }) => change),
  );
  return [
    ...(all.length > 0
      ? ['Any one of these changes is enough; each was tried:', ...all.map((cure) => `- ${cure}`)]
      : []),
    ...(alone.length > 0
      ? [
          'Or let an old task end before a new one starts, so that the service has fewer tasks meanwhile:',
          ...alone,
        ]
      : []),
    ...(cures.length === 0 ? ['No single small change is enough: look at the whole picture.'] : []),
  ].join('\n');
}

function sizeInWords(change: Change, pool: NodePool): string {
  const { from, to } = change;
  if (change.kind === 'nodes') return `maxNodes of ${pool.name} from ${from} to ${to} (${settings})`;
  const unit = change.kind === 'memory' ? 'MiB' : 'CPU units';
  return `${change.kind} of ${change.workload.id} from ${from} to ${to} ${unit}, if that is enough for it`;
}

/** One line for all that get the same percentage. */
function percentagesInWords(changes: readonly Change[]): string[] {
  const of = (to: number) =>
    changes.flatMap((change) => (change.kind !== 'nodes' && change.to === to ? [change.workload.id] : []));
  return [...new Set(changes.map(({ to }) => to))]
    .sort((one, other) => other - one)
    .map(
      (to) =>
        `- rolling.minimumHealthyPercent ${to} for ${listed(of(to))}${to === 0 ? ', of which none answers meanwhile' : ''}`,
    );
}

/** A node that may be lost. A warning. */
export function nodeNotSpared(pool: NodePool, waiting: readonly Workload[], spare?: number): string {
  return `When a node is lost, tasks of ${pool.name} wait for minutes, until another one has started: of ${ids(unique(waiting))}. ${sparedBy(pool, spare)}`;
}

/** Zones that may be lost. A warning. */
export function zonesNotSpared(
  pool: NodePool,
  losses: readonly { readonly zone: string; readonly waiting: readonly Workload[] }[],
  spare?: number,
): string {
  const each = losses.map(({ zone, waiting }) => `with ${zone} of ${ids(unique(waiting))}`);
  return `When a zone is lost, tasks of ${pool.name} wait for minutes, until other nodes have started in other zones: ${each.join('; ')}. ${sparedBy(pool, spare)}`;
}

function sparedBy({ name, min }: NodePool, spare?: number): string {
  return spare === undefined
    ? `More nodes at rest do not help, up to the most that ${name} may have. It hinders no deploy.`
    : `minNodes from ${min} to ${spare} spares them that, and costs as many nodes (${settings}).`;
}

/** Nodes that cannot be replaced. A warning. */
export function imageNotRolled(pool: NodePool, stuck: readonly Workload[]): string {
  return stuck.length === 0
    ? `The nodes of ${pool.name} cannot get another image with an ordinary load: a new one starts before an old one ends, and the pool has as many as it may. Raise maxNodes above ${pool.max} (${settings}).`
    : `The nodes of ${pool.name} cannot get another image: ${ids(stuck)} cannot leave a node, which waits up to 48 hours for it. Its percentages have to allow a task more or a task less, and there has to be room.`;
}

/** Load that services may grow by, and nodes may not. A warning. */
export function growsBeyondNodes(pool: NodePool, unplaced: readonly Unplaced[]): string {
  const what = listed(unplaced.map(({ workload, tasks }) => `${tasks} of ${workload.id}`));
  return `When every service has as many tasks as load may raise it to, and all jobs run, ${what} find no room on the ${pool.max} nodes of ${pool.name}.`;
}

/** A time that is known before, for which there is no room. A warning. */
export function peakWithoutRoom({ id }: Workload, from: string, atLeast: number, room: number): string {
  return `${id} is to have ${atLeast} tasks from ${from} on, and there is room for ${room}.`;
}

const unique = (workloads: readonly Workload[]) => [...new Set(workloads)];
