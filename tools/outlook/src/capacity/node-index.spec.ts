import fc from 'fast-check';
import { testLoad, testPool } from '../testing';
import { Cluster } from './cluster';
import { lackOf, Node } from './node';
import { preferred } from './placement';

const placement = fc.subarray(
  [
    { type: 'spread', field: 'attribute:ecs.availability-zone' },
    { type: 'spread', field: 'instanceId' },
    { type: 'binpack', field: 'memory' },
    { type: 'binpack', field: 'cpu' },
  ],
  { minLength: 0 },
);
const workloads = fc.dictionary(
  fc.stringMatching(/^[a-f]$/),
  fc.record({
    memoryMebibytes: fc.constantFrom(128, 256, 512),
    cpuUnits: fc.constantFrom(128, 256, 512),
    hostPorts: fc.constantFrom([], [], [80]),
    distinctInstances: fc.boolean(),
    placement,
  }),
  { minKeys: 1 },
);
const steps = fc.array(
  fc.record({
    does: fc.constantFrom('place', 'place', 'place', 'remove', 'add', 'close', 'trial'),
    at: fc.nat(20),
  }),
  { maxLength: 60 },
);

describe('the nodes that a cluster knows to have room', () => {
  it('are as good as all that have it, whatever was done before', () => {
    fc.assert(
      fc.property(workloads, steps, (services, done) => {
        const load = testLoad(testPool(), services);
        const cluster = new Cluster(load.pool);
        const of = <Each>(all: readonly Each[], at: number) => all[at % all.length];
        const place = (at: number) => {
          const workload = of(load.workloads, at)!;
          const holding = cluster.nodes.filter((node) => node.tasks.has(workload));
          const withRoom = cluster.nodes.filter((node) => node.isOpen && !lackOf(node, workload));
          const expected = preferred(withRoom, workload, holding);
          expect(cluster.place(workload)).toBe(expected);
        };
        const remove = (at: number) => {
          const node = of(
            cluster.nodes.filter(({ tasks }) => tasks.size > 0),
            at,
          );
          const workload = node && of([...node.tasks.keys()], at);
          if (node && workload) cluster.remove(workload, node);
        };
        const close = (at: number) =>
          void (cluster.nodes.length > 0 && cluster.close(of(cluster.nodes, at)!));
        const trial = (at: number) => {
          const before = JSON.stringify(cluster.nodes.map(described));
          cluster.trial(() => (cluster.addNode(), close(at), place(at), remove(at), place(at + 1)));
          expect(JSON.stringify(cluster.nodes.map(described))).toBe(before);
        };
        const does: Record<string, (at: number) => void> = {
          place,
          remove,
          add: () => cluster.addNode(),
          close,
          trial,
        };
        for (const { does: step, at } of done) does[step]?.(at);
        expect(cluster.openNodes).toBe(cluster.nodes.filter(({ isOpen }) => isOpen).length);
        expect(cluster.usedNodes).toBe(cluster.nodes.filter(({ tasks }) => tasks.size > 0).length);
      }),
      { numRuns: 300 },
    );
  });
});

const described = ({ number, zone, cpuUnits, memoryMebibytes, isOpen, tasks }: Node) => [
  ...[number, zone, cpuUnits, memoryMebibytes, isOpen],
  [...tasks].map(([{ id }, count]) => `${count} ${id}`).sort(),
];
