import { tooManyConnections } from '@dotkom/synthesised';
import { Workload } from '../estate';
import {
  anyOneOf,
  builtForOthers,
  cannotRoll,
  growsBeyondNodes,
  imageNotRolled,
  largerThanNode,
  nodeNotSpared,
  noRoomBefore,
  noRoomToRun,
  peakWithoutRoom,
  percentagesNeverRoll,
  poolNotThere,
  zonesNotSpared,
} from './errors';
import { CapacityPlan } from './plan';
import { mostNodes } from './pool-load';
import { PoolPlan } from './pool-plan';
import { areProblems } from './problems';

/** What is wrong with the nodes and with the database server, which a rule of the workspace refuses of its own. */
export function allProblemsInWords(plan: CapacityPlan): string[] {
  const { connections } = plan;
  const tooMany = connections && connections.wanted > connections.available;
  return [...problemsInWords(plan), ...(tooMany ? [tooManyConnections(connections)] : [])];
}

/** What is wrong with the nodes, worst first: what never runs, then what can never be deployed again; each pool's with what cures it. */
export function problemsInWords({ pools, withoutPool, otherArchitecture }: CapacityPlan): string[] {
  return [
    ...withoutPool.map((workload) =>
      poolNotThere(
        workload,
        pools.map(({ pool }) => pool),
      ),
    ),
    ...otherArchitecture.map(builtForOthers),
    ...pools.flatMap(poolProblemsInWords),
  ];
}

/** What is wrong with a pool: one message, with what cures it. */
function poolProblemsInWords({ pool, problems, cures }: PoolPlan): string[] {
  if (!areProblems(problems)) return [];
  const { tooLarge, unplaced, neverRolls, stuck, waiting } = problems;
  const most = mostNodes(pool);
  const said = [
    ...tooLarge.map(({ workload, lack }) => largerThanNode(workload, pool, lack)),
    ...(unplaced.length > 0 ? [noRoomToRun(unplaced, pool, most)] : []),
    ...neverRolls.map(percentagesNeverRoll),
    // Where not even all tasks have room, that a deploy has none goes without saying.
    ...(stuck.length > 0 && unplaced.length === 0 ? [cannotRoll(stuck, pool, most)] : []),
    ...(waiting.length > 0 && unplaced.length === 0 ? [noRoomBefore(waiting, pool, most)] : []),
  ];
  return [[...said, anyOneOf(cures, pool)].join('\n')];
}

/** What is not wrong, but would hurt on the day on which a node or a zone is lost, an image is rolled or load comes. */
export function warningsInWords(plan: CapacityPlan): string[] {
  return plan.pools.filter(({ problems }) => !areProblems(problems)).flatMap(poolWarningsInWords);
}

function poolWarningsInWords({
  pool,
  nodeLoss,
  zoneLosses,
  imageRoll,
  busyDay,
  growth,
  spare,
}: PoolPlan): string[] {
  const zones = zoneLosses.filter(({ waiting }) => waiting.length > 0);
  const peaks = growth.flatMap(({ service, room }) => peaksBeyond(service, room));
  return [
    ...(nodeLoss && nodeLoss.waiting.length > 0 ? [nodeNotSpared(pool, nodeLoss.waiting, spare.node)] : []),
    ...(zones.length > 0 ? [zonesNotSpared(pool, zones, spare.zone)] : []),
    ...(imageRoll.roomForNewNode && imageRoll.stuck.length === 0
      ? []
      : [imageNotRolled(pool, imageRoll.stuck)]),
    ...(busyDay.unplaced.length > 0 ? [growsBeyondNodes(pool, busyDay.unplaced)] : []),
    ...peaks,
  ];
}

function peaksBeyond(service: Workload, room: number): string[] {
  return service.count.peaks
    .filter(({ atLeast }) => atLeast > room)
    .map(({ from, atLeast }) => peakWithoutRoom(service, from, atLeast, room));
}
