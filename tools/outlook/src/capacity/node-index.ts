import { Workload } from '../estate';
import { lackOf, Node, take } from './node';

/** Nodes of one zone that have as much left as each other: for a task that is on none of them, one is as good as another. */
interface Alike {
  readonly left: Pick<Node, 'cpuUnits' | 'memoryMebibytes'>;
  /** In their order. */
  readonly nodes: Node[];
}

/**
 * Which nodes a task may be placed on, and which have tasks of a workload, without asking each node: for a large pool it is
 * asked a hundred thousand times. Nodes change through here alone, or it would not know.
 */
export class NodeIndex {
  private readonly alike = new Map<string, Alike>();
  private readonly byWorkload = new Map<Workload, Set<Node>>();
  private readonly byZone = new Map<string, number>();
  private readonly onEveryNode: number;
  private open = 0;
  private used = 0;

  /** @param onEveryNode how many workloads run on each node, whether it is used or not. */
  constructor(onEveryNode: number) {
    this.onEveryNode = onEveryNode;
  }

  /** How many nodes take tasks. */
  get openNodes(): number {
    return this.open;
  }

  /** How many have tasks beside what is on every node. */
  get usedNodes(): number {
    return this.used;
  }

  openIn(zone: string): number {
    return this.byZone.get(zone) ?? 0;
  }

  /** Nodes with room for a task of this workload, in no order: of those that are alike, the first. */
  withRoomFor(workload: Workload): Node[] {
    const hasRoom = (node: Node) => node.isOpen && lackOf(node, workload) === undefined;
    const found = [...this.holding(workload)].filter(hasRoom);
    for (const { left, nodes } of this.alike.values()) {
      if (left.memoryMebibytes < workload.size.memoryMebibytes || left.cpuUnits < workload.size.cpuUnits)
        continue;
      const first = nodes.find((node) => !node.tasks.has(workload) && hasRoom(node));
      if (first) found.push(first);
    }
    return found;
  }

  /** The nodes with tasks of this workload, in no order. */
  holding(workload: Workload): ReadonlySet<Node> {
    return this.byWorkload.get(workload) ?? none;
  }

  add(node: Node): void {
    this.count(node, 1);
    for (const workload of node.tasks.keys()) this.note(node, workload);
  }

  /** Forgets a node that was added last, without tasks but those of every node. */
  remove(node: Node): void {
    this.count(node, -1);
    for (const workload of node.tasks.keys()) this.byWorkload.get(workload)?.delete(node);
  }

  /** Puts a task on a node, or with -1 takes it away. */
  take(node: Node, workload: Workload, times: 1 | -1): void {
    this.count(node, -1);
    take(node, workload, times);
    this.count(node, 1);
    this.note(node, workload);
  }

  setOpen(node: Node, isOpen: boolean): void {
    this.count(node, -1);
    node.isOpen = isOpen;
    this.count(node, 1);
  }

  private note(node: Node, workload: Workload): void {
    if (!node.tasks.has(workload)) this.byWorkload.get(workload)?.delete(node);
    else kept(this.byWorkload, workload, () => new Set<Node>()).add(node);
  }

  private count(node: Node, times: 1 | -1): void {
    if (node.tasks.size > this.onEveryNode) this.used += times;
    if (!node.isOpen) return;
    this.open += times;
    this.byZone.set(node.zone, this.openIn(node.zone) + times);
    const { zone, cpuUnits, memoryMebibytes } = node;
    const key = `${zone} ${cpuUnits} ${memoryMebibytes}`;
    const { nodes } = kept(this.alike, key, () => ({ left: { cpuUnits, memoryMebibytes }, nodes: [] }));
    const at = placeOf(node, nodes);
    if (times === 1) nodes.splice(at, 0, node);
    else nodes.splice(at, 1);
    if (nodes.length === 0) this.alike.delete(key);
  }
}

/** Where a node is, or belongs, among those that are sorted by their numbers. */
function placeOf({ number }: Node, nodes: readonly Node[]): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.number < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

const none: ReadonlySet<Node> = new Set();

function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
