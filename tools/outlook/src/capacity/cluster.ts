import { NodePool, Workload } from '../estate';
import { emptyNode, lackOf, Node, take } from './node';
import { preferred } from './placement';

/**
 * The nodes of a pool and the tasks on them. Tasks are placed as ECS does it: of the nodes with room, the one that the
 * placement strategies prefer. What is done within {@link trial} is undone after it.
 */
export class Cluster {
  readonly nodes: Node[] = [];

  private readonly pool: NodePool;
  private readonly everyNode: readonly Workload[];
  /** How to undo what was done, last first. */
  private readonly undo: (() => void)[] = [];

  /** @param everyNode what runs on each node, before anything else. */
  constructor(pool: NodePool, everyNode: readonly Workload[] = []) {
    this.pool = pool;
    this.everyNode = everyNode;
  }

  /** Adds a node in the zone that has the fewest, as Auto Scaling does, or in a certain one. */
  addNode(zone = this.smallestZone()): Node {
    const node = emptyNode(this.nodes.length + 1, zone, this.pool.registered);
    for (const workload of this.everyNode) take(node, workload, 1);
    this.nodes.push(node);
    this.undo.push(() => this.nodes.pop());
    return node;
  }

  /** Adds nodes until there are so many that take tasks. */
  growTo(count: number): void {
    while (this.openNodes < count) this.addNode();
  }

  /** Places one more task, if a node has room. */
  place(workload: Workload): Node | undefined {
    const candidates: Node[] = [];
    for (const node of this.nodes) {
      if (node.isOpen && lackOf(node, workload) === undefined) candidates.push(node);
    }
    const node = preferred(candidates, workload, this.nodes);
    if (node) this.change(node, workload, 1);
    return node;
  }

  /** Takes a task from its node. */
  remove(workload: Workload, node: Node): void {
    this.change(node, workload, -1);
  }

  /** Places no more tasks on a node. Gives those that are on it, but for what is on every node. */
  close(node: Node): Workload[] {
    node.isOpen = false;
    this.undo.push(() => (node.isOpen = true));
    return tasksOn(node).filter((workload) => !this.everyNode.includes(workload));
  }

  /** Adds a node for something, and keeps it only if that comes to be. */
  addNodeFor(attempt: () => boolean): boolean {
    const before = this.undo.length;
    this.addNode();
    const succeeded = attempt();
    if (!succeeded) this.undoTo(before);
    return succeeded;
  }

  /** How many nodes take tasks. */
  get openNodes(): number {
    return count(this.nodes, ({ isOpen }) => isOpen);
  }

  /** How many nodes have tasks beside what is on every node: those that ECS keeps. */
  get usedNodes(): number {
    return count(this.nodes, ({ tasks }) => tasks.size > this.everyNode.length);
  }

  /** On which nodes the tasks of a workload are, one for each task, in the order of the nodes. */
  nodesOf(workload: Workload): Node[] {
    const found: Node[] = [];
    for (const node of this.nodes) {
      for (let tasks = node.tasks.get(workload) ?? 0; tasks > 0; tasks -= 1) found.push(node);
    }
    return found;
  }

  /** Tries something, and undoes it. */
  trial<T>(attempt: () => T): T {
    const before = this.undo.length;
    try {
      return attempt();
    } finally {
      this.undoTo(before);
    }
  }

  private undoTo(length: number): void {
    while (this.undo.length > length) this.undo.pop()?.();
  }

  private change(node: Node, workload: Workload, times: 1 | -1): void {
    take(node, workload, times);
    this.undo.push(() => take(node, workload, times === 1 ? -1 : 1));
  }

  private smallestZone(): string {
    const zones = this.pool.zones.length > 0 ? this.pool.zones : [''];
    const openIn = (zone: string) => count(this.nodes, (node) => node.isOpen && node.zone === zone);
    return zones.reduce((least, zone) => (openIn(zone) < openIn(least) ? zone : least));
  }
}

/** The tasks that are on a node. */
export function tasksOn(node: Node): Workload[] {
  return [...node.tasks].flatMap(([workload, count]) => Array<Workload>(count).fill(workload));
}

/** Counts without a list: it is asked of every node, in every step of every deploy. */
function count(nodes: readonly Node[], holds: (node: Node) => boolean): number {
  let found = 0;
  for (const node of nodes) if (holds(node)) found += 1;
  return found;
}
