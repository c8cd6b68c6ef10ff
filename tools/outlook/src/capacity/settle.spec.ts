import fc from 'fast-check';
import { Workload } from '../estate';
import { fixedPool, testLoad, testPool, testService, TestWorkload } from '../testing';
import { fewestNodes, fitsSomehow } from '../testing/brute-force';
import { Cluster, tasksOn } from './cluster';
import { PoolLoad } from './pool-load';
import { keptNodes, settle } from './settle';

const packed = [{ type: 'binpack', field: 'memory' }];

const size = fc.record({
  cpuUnits: fc.constantFrom(64, 128, 256, 700, 1024),
  memoryMebibytes: fc.integer({ min: 64, max: 1600 }),
  hostPorts: fc.constantFrom([], [], [], [8080]),
  tasks: fc.integer({ min: 1, max: 2 }),
  distinctInstances: fc.constantFrom(false, false, true),
});

const services = (of: fc.Arbitrary<TestWorkload>, maxLength = 4) =>
  fc
    .array(of, { minLength: 1, maxLength })
    .map((list) => Object.fromEntries(list.map((each, index) => [`s${index}`, each])));

const tasksOf = ({ workloads }: PoolLoad): Workload[] =>
  workloads.flatMap((each) => Array<Workload>(each.count.atRest).fill(each));

/** That every node holds what is on it, and all that is wanted is on a node or said to be on none. */
function expectValid(load: PoolLoad, { cluster, unplaced }: ReturnType<typeof settle>): void {
  const placed = cluster.nodes.flatMap(tasksOn);
  const missing = unplaced.reduce((sum, { tasks }) => sum + tasks, 0);
  expect(placed.length + missing).toBe(tasksOf(load).length);
  for (const node of cluster.nodes) {
    const on = tasksOn(node);
    const { registered } = load.pool;
    const sum = (of: (workload: Workload) => number) => on.reduce((total, each) => total + of(each), 0);
    expect(sum((each) => each.size.cpuUnits)).toBeLessThanOrEqual(registered.cpuUnits);
    expect(sum((each) => each.size.memoryMebibytes)).toBeLessThanOrEqual(registered.memoryMebibytes);
    const ports = on.flatMap((each) => each.size.hostPorts);
    expect(new Set(ports).size).toBe(ports.length);
    const distinct = on.filter((each) => each.distinctInstances);
    expect(new Set(distinct).size).toBe(distinct.length);
  }
}

describe('tasks that start', () => {
  it('are on nodes that have room for all that is on them, or said to have none', () => {
    fc.assert(
      fc.property(services(size, 6), fc.integer({ min: 1, max: 4 }), (given, max) => {
        const load = testLoad(testPool({ min: 0, max }), given);
        const settled = settle(load);
        expectValid(load, settled);
        expect(settled.cluster.nodes.length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('find no room where there is none in any way, and need at least the fewest nodes that are enough', () => {
    fc.assert(
      fc.property(services(size), (given) => {
        const load = testLoad(testPool({ min: 0, max: 3 }), given);
        const { unplaced, used } = settle(load);
        if (!fitsSomehow(load, tasksOf(load), 3)) expect(unplaced).not.toEqual([]);
        if (unplaced.length === 0) expect(used).toBeGreaterThanOrEqual(fewestNodes(load, tasksOf(load), 3));
      }),
    );
  });

  // Coffman, Garey and Johnson, "Bin packing with divisible item sizes": the largest first, none needs more than the best way.
  it('need as few nodes as the best way of all, where each size divides the next, as 128, 256, 512 and 1024 do', () => {
    const divisible = fc.record({
      memoryMebibytes: fc.constantFrom(128, 256, 512, 1024),
      tasks: fc.integer({ min: 1, max: 2 }),
      placement: fc.constant(packed),
      cpuUnits: fc.constant(1),
    });
    fc.assert(
      fc.property(services(divisible, 5), (given) => {
        const load = testLoad(testPool({ min: 0, max: 10 }), given);
        expect(settle(load).used).toBe(fewestNodes(load, tasksOf(load), 10));
      }),
    );
  });

  // Dósa, "The tight bound of First Fit Decreasing bin-packing algorithm is FFD(I) ≤ 11/9 OPT(I) + 6/9"; best fit has the same ratio.
  it('need hardly more than the best way of all, whatever their sizes', () => {
    const any = fc.record({
      memoryMebibytes: fc.integer({ min: 1, max: 1600 }),
      placement: fc.constant(packed),
      cpuUnits: fc.constant(1),
    });
    fc.assert(
      fc.property(services(any, 7), (given) => {
        const load = testLoad(testPool({ min: 0, max: 10 }), given);
        const best = fewestNodes(load, tasksOf(load), 7);
        expect(settle(load).used).toBeLessThanOrEqual(Math.floor((11 * best + 6) / 9));
      }),
    );
  });

  it('find more room where a pool may have more nodes, and no less where a task asks for half', () => {
    const missing = (load: PoolLoad) => settle(load).unplaced.reduce((sum, { tasks }) => sum + tasks, 0);
    const divisible = fc.record({
      memoryMebibytes: fc.constantFrom(128, 256, 512, 1024),
      cpuUnits: fc.constant(1),
      placement: fc.constant(packed),
    });
    fc.assert(
      fc.property(services(size, 6), fc.integer({ min: 1, max: 4 }), (given, max) => {
        const on = (most: number) => missing(testLoad(testPool({ min: 0, max: most }), given));
        expect(on(max + 1)).toBeLessThanOrEqual(on(max));
      }),
    );
    fc.assert(
      fc.property(services(divisible, 8), (given) => {
        const half = {
          ...given,
          s0: { ...given['s0'], memoryMebibytes: (given['s0']?.memoryMebibytes ?? 2) / 2 },
        };
        const used = (each: typeof given) => settle(testLoad(testPool({ min: 0, max: 20 }), each)).used;
        expect(used(half)).toBeLessThanOrEqual(used(given));
      }),
    );
  });
});

describe('what ECS does with a pool', () => {
  // Source of the arithmetic: AWS Containers Blog, "Deep Dive on Amazon ECS Cluster Auto Scaling", M / N × 100 = target.
  it.each([
    [5, 90, 6],
    [5, 100, 5],
    [9, 90, 10],
    [4, 50, 8],
    [0, 90, 1],
    [11, 90, 12],
  ])('where %i nodes have tasks and %i %% are to be full, %i stay', (used, targetCapacity, kept) => {
    const load = testLoad(testPool({ min: 1, max: 12, targetCapacity }), {});
    expect(keptNodes(load, used)).toBe(kept);
  });

  it('is nothing where a person says how many nodes there are', () => {
    const load = testLoad(fixedPool(2), { a: { memoryMebibytes: 1024, tasks: 3 } });
    expect(settle(load)).toMatchObject({ nodes: 2, unplaced: [{ tasks: 1, lack: 'MEMORY' }] });
  });
});

/** Source: ECS Developer Guide, "Use strategies to define Amazon ECS task placement". */
describe('a task goes', () => {
  const cluster = (nodes: number): Cluster => {
    const made = new Cluster(testPool());
    made.growTo(nodes);
    return made;
  };
  const numbers = (of: Cluster, ...tasks: readonly Workload[]) => tasks.map((task) => of.place(task)?.number);

  it('by spread over zones to the one with the fewest tasks of its own service, not of all', () => {
    const service = testService('a', {
      placement: [{ type: 'spread', field: 'attribute:ecs.availability-zone' }],
    });
    expect(numbers(cluster(6), service, service, service, service)).toEqual([1, 2, 3, 1]);
    const other = testService('b', { placement: service.placement });
    const used = cluster(3);
    expect(numbers(used, service, other)).toEqual([1, 1]);
  });

  it('by spread over instances to the one with the fewest', () => {
    const service = testService('a', { placement: [{ type: 'spread', field: 'instanceId' }] });
    expect(numbers(cluster(4), service, service, service, service, service)).toEqual([1, 2, 3, 4, 1]);
  });

  it('by binpack to the node with the least left that still has room', () => {
    const large = testService('large', { memoryMebibytes: 1024, placement: packed });
    const small = testService('small', { memoryMebibytes: 512, placement: packed });
    expect(numbers(cluster(3), large, large, small, small, small)).toEqual([1, 2, 1, 2, 3]);
    const busy = testService('busy', {
      cpuUnits: 1024,
      memoryMebibytes: 1,
      placement: [{ type: 'binpack', field: 'cpu' }],
    });
    expect(numbers(cluster(3), busy, busy, busy)).toEqual([1, 1, 2]);
  });

  it('by one strategy after another: within the zone that is preferred, the fullest', () => {
    const service = testService('a', { memoryMebibytes: 512 });
    expect(numbers(cluster(6), service, service, service, service)).toEqual([1, 2, 3, 1]);
  });

  it('of a service without a strategy over zones; a strategy is a preference, room is not', () => {
    const service = testService('a', { placement: [], memoryMebibytes: 1024 });
    expect(numbers(cluster(4), service, service, service, service, service)).toEqual([1, 2, 3, 4, undefined]);
  });

  it('to no node whose ports, network interfaces or other tasks of it are in the way', () => {
    const port = testService('port', { hostPorts: [8080] });
    expect(numbers(cluster(2), port, port, port)).toEqual([1, 2, undefined]);
    expect(numbers(cluster(1), testService('agent', { hostPorts: [51678] }))).toEqual([undefined]);
    const own = testService('own', { networkInterface: true });
    expect(numbers(cluster(1), own, own, own)).toEqual([1, 1, undefined]);
    const distinct = testService('distinct', { distinctInstances: true });
    expect(numbers(cluster(2), distinct, distinct, distinct)).toEqual([1, 2, undefined]);
  });

  it('to a node that what runs on every node leaves room on', () => {
    const agent = testService('agent', { onEveryNode: true, memoryMebibytes: 600 });
    const load = {
      pool: testPool({ max: 2 }),
      workloads: [agent, testService('a', { memoryMebibytes: 1024, tasks: 2 })],
    };
    expect(settle(load).unplaced).toMatchObject([{ tasks: 2, lack: 'MEMORY' }]);
    const half = {
      ...load,
      workloads: [testService('agent', { onEveryNode: true, memoryMebibytes: 500 }), load.workloads[1]!],
    };
    expect(settle(half)).toMatchObject({ unplaced: [], used: 2 });
  });
});

it('what is tried is undone', () => {
  fc.assert(
    fc.property(services(size, 6), (given) => {
      const load = testLoad(testPool({ min: 2, max: 4 }), given);
      const { cluster } = settle(load);
      const look = () =>
        JSON.stringify(
          cluster.nodes.map((node) => [
            node.isOpen,
            node.cpuUnits,
            node.memoryMebibytes,
            node.networkInterfaces,
            [...node.hostPorts].sort(),
            tasksOn(node)
              .map(({ id }) => id)
              .sort(),
          ]),
        );
      const before = look();
      cluster.trial(() => {
        for (const workload of load.workloads) cluster.place(workload);
        cluster.addNode();
        for (const node of cluster.nodes) {
          cluster.close(node);
          for (const workload of tasksOn(node).slice(0, 1)) cluster.remove(workload, node);
        }
      });
      expect(look()).toBe(before);
    }),
  );
});
