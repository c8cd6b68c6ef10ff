import { PlacementStrategy, Workload } from '../estate';
import { Node } from './node';

/** Strategies of what says none. Source: ECS Developer Guide, "Use strategies to define Amazon ECS task placement". */
const serviceDefault: readonly PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
];

/**
 * The node that ECS places a task on: each strategy in turn leaves of the nodes with room those that it prefers. Spread
 * prefers those of whose kind the fewest tasks of the same service are; binpack those that have the least left. Of what a
 * strategy leaves open, and of a task that runs by itself, ECS may take any node: here a service takes the first, and a
 * task by itself the one with the most left, which leaves the least room in one piece to others.
 *
 * @param candidates the nodes with room, in any order.
 * @param holding the nodes with tasks of the workload.
 */
export function preferred(
  candidates: readonly Node[],
  workload: Workload,
  holding: Iterable<Node>,
): Node | undefined {
  const alone = workload.run !== undefined && workload.placement.length === 0;
  if (alone) return firstOf(best(candidates, ({ memoryMebibytes }) => -memoryMebibytes));
  const strategies = workload.placement.length > 0 ? workload.placement : serviceDefault;
  return firstOf(
    strategies.reduce((left, strategy) => narrowed(left, strategy, workload, holding), candidates),
  );
}

function narrowed(
  candidates: readonly Node[],
  { type, field = '' }: PlacementStrategy,
  workload: Workload,
  holding: Iterable<Node>,
): readonly Node[] {
  if (candidates.length < 2) return candidates;
  if (type === 'binpack') return best(candidates, field === 'cpu' ? leftCpu : leftMemory);
  if (type !== 'spread') return candidates;
  const kindOf = kindsOfSpread[field];
  if (!kindOf) return candidates;
  const counts = new Map<string, number>();
  for (const node of holding) {
    counts.set(kindOf(node), (counts.get(kindOf(node)) ?? 0) + (node.tasks.get(workload) ?? 0));
  }
  return best(candidates, (node) => counts.get(kindOf(node)) ?? 0);
}

const leftCpu = ({ cpuUnits }: Node) => cpuUnits;
const leftMemory = ({ memoryMebibytes }: Node) => memoryMebibytes;

/** What tasks are spread over. By an attribute that all nodes of a pool share, nothing is spread. */
const kindsOfSpread: Readonly<Record<string, (node: Node) => string>> = {
  'attribute:ecs.availability-zone': ({ zone }) => zone,
  instanceId: ({ number }) => String(number),
  host: ({ number }) => String(number),
};

function firstOf(nodes: readonly Node[]): Node | undefined {
  let first = nodes[0];
  for (const node of nodes) if (first && node.number < first.number) first = node;
  return first;
}

/** Those of which something is the least. */
function best(candidates: readonly Node[], of: (node: Node) => number): readonly Node[] {
  let least = Infinity;
  let found: Node[] = [];
  for (const node of candidates) {
    const value = of(node);
    if (value < least) [least, found] = [value, [node]];
    else if (value === least) found.push(node);
  }
  return found;
}
