import { counted } from '@dotkom/stack/conventions';
import { ServerConnections } from '@dotkom/synthesised';
import { Workload } from '../estate';
import { listed } from './errors';
import { allProblemsInWords, warningsInWords } from './messages';
import { CapacityPlan } from './plan';
import { mostNodes } from './pool-load';
import { Loss } from './losses';
import { PlannedNode, PoolPlan } from './pool-plan';
import { areProblems } from './problems';
import { enough, plainSize } from './room';

/**
 * The capacity of a platform for a person: whether all runs and can be deployed, then each pool with its nodes, what becomes
 * of it when something is lost, and how far it grows; then the connections of its database server.
 */
export function capacityReport(plan: CapacityPlan): string[] {
  const problems = allProblemsInWords(plan);
  const warnings = warningsInWords(plan);
  return [
    problems.length === 0
      ? `The platform ${plan.platform}: everything runs, and everything can be deployed.`
      : `The platform ${plan.platform}: NOT everything would run, or could be deployed.\n\n${problems.join('\n\n')}`,
    ...plan.pools.flatMap((pool) => ['', ...poolReport(pool, plan)]),
    ...(plan.connections ? ['', ...connectionsReport(plan.connections)] : []),
    ...(warnings.length > 0 ? ['', 'What would hurt:', ...warnings.map((warning) => `- ${warning}`)] : []),
  ];
}

function poolReport(plan: PoolPlan, { zonesOfNat }: CapacityPlan): string[] {
  const { pool, nodes } = plan;
  const { cpuUnits, memoryMebibytes } = pool.registered;
  const limits =
    pool.targetCapacity === undefined ? nodesInWords(nodes.length) : `${pool.min} to ${pool.max} nodes`;
  return [
    `${pool.name}: ${limits} of ${pool.instanceType}, each with ${memoryMebibytes} MiB and ${cpuUnits} CPU units for tasks`,
    row('usually', restInWords(plan)),
    ...nodes.map((node) => row('', nodeInWords(node, plan))),
    ...(plan.applications.length > 0 ? loadedRows(plan, zonesOfNat) : []),
    row('room', roomInWords(plan)),
  ];
}

/** Who may open the connections of a database server, and how many are left for the next application. */
function connectionsReport({ platform, most, available, wishes, wanted }: ServerConnections): string[] {
  const taken = wishes.map(({ stack, connections }) => `${stack} ${connections}`);
  const free = available - wanted;
  return [
    `The database server of ${platform}: ${most} connections, of which ${most - available} are kept free`,
    row('taken', taken.length > 0 ? `${wanted}: ${taken.join(', ')}` : 'none'),
    row('free', free >= 0 ? String(free) : `none: ${-free} too many are taken`),
  ];
}

/** What is said only of a pool that something runs on. */
function loadedRows(plan: PoolPlan, zonesOfNat: readonly string[]): string[] {
  const grows = plan.growth.map(
    ({ service, room }) =>
      `${service.id}: ${service.count.atRest} tasks at rest, ${service.count.max} at most, room for ${room}${peaksInWords(service)}`,
  );
  const zones = plan.zoneLosses.map((loss) => {
    const nat = zonesOfNat.includes(loss.zone)
      ? '; with it the NAT, without which nothing new starts anywhere'
      : '';
    return `${loss.zone}: ${lossInWords(loss)}${nat}`;
  });
  return [
    row('deploys', deploysInWords(plan)),
    ...(plan.nodeLoss ? [row('node lost', `the worst: ${lossInWords(plan.nodeLoss)}`)] : []),
    ...zones.map((zone) => row('zone lost', zone)),
    row('new image', imageInWords(plan)),
    ...grows.map((each) => row('load', each)),
    row('busiest', busyInWords(plan)),
  ];
}

const row = (title: string, text: string) => `  ${title.padEnd(11)}${text}`;

const nodesInWords = (count: number) => counted(count, 'node');
const ids = (workloads: readonly Workload[]) => listed([...new Set(workloads)].map(({ id }) => id));

function restInWords({ pool, nodes, used }: PoolPlan): string {
  if (nodes.length === 0) return 'no node: nothing runs on it';
  const why =
    pool.targetCapacity === undefined
      ? 'a person says how many there are'
      : `ECS keeps as many as are ${pool.targetCapacity} % full, and at least ${pool.min}`;
  return `${nodesInWords(nodes.length)}: ${used} with tasks, ${nodes.length - used} ready for more (${why})`;
}

function nodeInWords({ number, zone, tasks, left }: PlannedNode, { pool }: PoolPlan): string {
  const used = pool.registered.memoryMebibytes - left.memoryMebibytes;
  const cpu = pool.registered.cpuUnits - left.cpuUnits;
  const names = [...new Set(tasks)].map((each) => {
    const count = tasks.filter((task) => task === each).length;
    return count === 1 ? each.id : `${count} × ${each.id}`;
  });
  const what = names.length > 0 ? names.join(', ') : 'nothing';
  return `${String(number).padStart(3)} ${zone}  ${String(used).padStart(5)} MiB  ${String(cpu).padStart(5)} CPU  ${what}`;
}

function deploysInWords({ pool, problems, stuckAlone, applications, estate }: PoolPlan): string {
  if (areProblems(problems)) {
    const stuck = [...stuckAlone, ...problems.neverRolls];
    return stuck.length > 0 ? `${ids(stuck)} could not be deployed` : 'see above';
  }
  const most = applications.reduce((largest, each) => Math.max(largest, each.nodes), 0);
  return `every service alone, every application at once (on up to ${nodesInWords(most)}), and everything at once (on ${estate.nodes} of ${mostNodes(pool)})`;
}

function lossInWords({ tasks, waiting, interrupted }: Loss): string {
  if (tasks === 0) return 'nothing runs there';
  const moved = `${counted(tasks, 'task starts', 'tasks start')} elsewhere`;
  const all =
    waiting.length === 0
      ? moved
      : `${moved}, of which ${ids(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for new nodes`;
  return interrupted.length === 0
    ? all
    : `${all}; ${counted(interrupted.length, 'service does', 'services do')} not answer until then`;
}

function imageInWords({ pool, imageRoll }: PoolPlan): string {
  if (!imageRoll.roomForNewNode)
    return `not with an ordinary load: the pool has as many nodes as it may (${pool.max})`;
  return imageRoll.stuck.length === 0
    ? 'node after node, a new one first'
    : `stuck at ${ids(imageRoll.stuck)}`;
}

function peaksInWords({ count }: Workload): string {
  return count.peaks.map(({ from, atLeast }) => `; ${atLeast} from ${from} on`).join('');
}

function busyInWords({ pool, busyDay }: PoolPlan): string {
  const missing = busyDay.unplaced.map(({ workload, tasks }) => `${tasks} of ${workload.id}`);
  const what = `${nodesInWords(busyDay.nodes)} of ${mostNodes(pool)}, with every service at its most and all that ends beside them`;
  return missing.length === 0 ? what : `${what}; no room for ${listed(missing)}`;
}

/** What breaks first as the estate grows, and what to do about it. */
function roomInWords({ pool, problems, room }: PoolPlan): string {
  if (areProblems(problems)) return 'none before the above is mended';
  const { memoryMebibytes, cpuUnits } = plainSize;
  const size = `${memoryMebibytes} MiB and ${cpuUnits} CPU units`;
  if (room.next === undefined) return `for ${enough} more services of ${size}, and more`;
  return `for ${counted(room.services, 'more service')} of ${size}; the next ${room.next}, until maxNodes is above ${mostNodes(pool)}`;
}
