import { NodePool, Workload } from '../estate';
import { emptyNode, Node, take } from './node';
import { NodeIndex } from './node-index';
import { preferred } from './placement';

/**
 * The nodes of a pool and the tasks on them. Tasks are placed as ECS does it: of the nodes with room, the one that the
 * placement strategies prefer. What is done within {@link trial} is undone after it.
 */
export class Cluster {
  readonly nodes: Node[] = [];

  private readonly pool: NodePool;
  private readonly everyNode: readonly Workload[];
  private readonly index: NodeIndex;
  /** How to undo what was done, last first. */
  private readonly undo: (() => void)[] = [];

  /** @param everyNode what runs on each node, before anything else. */
  constructor(pool: NodePool, everyNode: readonly Workload[] = []) {
    this.pool = pool;
    this.everyNode = everyNode;
    this.index = new NodeIndex(everyNode.length);
  }

  /** Adds a node in the zone that has the fewest, as Auto Scaling does, or in a certain one. */
  addNode(zone = this.smallestZone()): Node {
    const node = emptyNode(this.nodes.length + 1, zone, this.pool.registered);
    for (const workload of this.everyNode) take(node, workload, 1);
    this.nodes.push(node);
    this.index.add(node);
    this.undo.push(() => {
      this.nodes.pop();
      this.index.remove(node);
    });
    return node;
  }

  /** Adds nodes until there are so many that take tasks. */
  growTo(count: number): void {
    while (this.openNodes < count) this.addNode();
  }

  /** Places one more task, if a node has room. */
  place(workload: Workload): Node | undefined {
    const node = preferred(this.index.withRoomFor(workload), workload, this.index.holding(workload));
    if (node) this.change(node, workload, 1);
    return node;
  }

  /** Takes a task from its node. */
  remove(workload: Workload, node: Node): void {
    this.change(node, workload, -1);
  }

  /** Places no more tasks on a node. Gives those that are on it, but for what is on every node. */
  close(node: Node): Workload[] {
    const { isOpen } = node;
    this.index.setOpen(node, false);
    this.undo.push(() => this.index.setOpen(node, isOpen));
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
    return this.index.openNodes;
  }

  /** How many nodes have tasks beside what is on every node: those that ECS keeps. */
  get usedNodes(): number {
    return this.index.usedNodes;
  }

  /** On which nodes the tasks of a workload are, one for each task, in the order of the nodes. */
  nodesOf(workload: Workload): Node[] {
    return [...this.index.holding(workload)]
      .sort((one, other) => one.number - other.number)
      .flatMap((node) => Array<Node>(node.tasks.get(workload) ?? 0).fill(node));
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
    this.index.take(node, workload, times);
    this.undo.push(() => this.index.take(node, workload, times === 1 ? -1 : 1));
  }

  private smallestZone(): string {
    const zones = this.pool.zones.length > 0 ? this.pool.zones : [''];
    return zones.reduce((least, zone) => (this.index.openIn(zone) < this.index.openIn(least) ? zone : least));
  }
}

/** The tasks that are on a node. */
export function tasksOn(node: Node): Workload[] {
  return [...node.tasks].flatMap(([workload, count]) => Array<Workload>(count).fill(workload));
}
