import fc from 'fast-check';
import { fixedPool, testLoad, testPool, testRun, TestWorkload } from '../testing';
import { changed, curesFor } from './cures';
import { rollImage } from './image-roll';
import { worstNodeLoss, zoneLosses } from './losses';
import { PoolLoad } from './pool-load';
import { areProblems, problemsOf } from './problems';
import { canRoll, leastTasks, mostTasks, roll } from './rolling';
import { settle } from './settle';

const half = 800;

/** The services that are stuck, by name. */
const stuck = (load: PoolLoad) => problemsOf(load).stuck.map(({ name }) => name);

describe('a deploy', () => {
  it('needs room for one task more where no old one may end first', () => {
    expect(stuck(testLoad(fixedPool(1), { web: { memoryMebibytes: half } }))).toEqual([]);
    expect(stuck(testLoad(fixedPool(1), { web: { memoryMebibytes: half + 1 } }))).toEqual(['web']);
    expect(stuck(testLoad(fixedPool(1), { web: { memoryMebibytes: half, tasks: 2 } }))).toEqual(['web']);
  });

  it('needs none where an old one may', () => {
    const full = { memoryMebibytes: 1600 };
    expect(stuck(testLoad(fixedPool(1), { web: { ...full, rolling: [0, 100] } }))).toEqual([]);
    expect(stuck(testLoad(fixedPool(2), { web: { ...full, tasks: 2, rolling: [50, 100] } }))).toEqual([]);
    expect(stuck(testLoad(fixedPool(2), { web: { ...full, tasks: 2, rolling: [51, 100] } }))).toEqual([]);
    expect(
      problemsOf(testLoad(fixedPool(2), { web: { ...full, tasks: 2, rolling: [51, 100] } })).neverRolls,
    ).toHaveLength(1);
  });

  it('of a port of the node needs another node', () => {
    expect(stuck(testLoad(fixedPool(1), { web: { hostPorts: [8080] } }))).toEqual(['web']);
    expect(stuck(testLoad(fixedPool(2), { web: { hostPorts: [8080] } }))).toEqual([]);
  });

  it('may use nodes that managed scaling adds for it', () => {
    const load = testLoad(testPool({ max: 2 }), { web: { memoryMebibytes: 1600 } });
    const { cluster } = settle(load);
    expect(roll(cluster, load, load.workloads)).toMatchObject({ stuck: [], nodes: 2 });
    expect(stuck({ ...load, pool: testPool({ max: 1 }) })).toEqual(['web']);
  });

  it('comes with its one-off tasks, which end before it begins', () => {
    const web = { memoryMebibytes: half };
    const migration = (memoryMebibytes: number) => testRun('migration', 'one-off', { memoryMebibytes });
    const problems = (memory: number) => problemsOf(testLoad(fixedPool(1), { web }, [migration(memory)]));
    expect(areProblems(problems(half))).toBe(false);
    expect(problems(half + 1).unplaced).toMatchObject([{ workload: { name: 'migration' }, lack: 'MEMORY' }]);
    const two = [migration(half), testRun('seed', 'one-off', { memoryMebibytes: half })];
    expect(problemsOf(testLoad(fixedPool(1), { web }, two)).waiting).toMatchObject([{ name: 'seed' }]);
  });

  it('of several services at once takes the room in turn', () => {
    const load = testLoad(fixedPool(2), {
      a: { memoryMebibytes: 1024 },
      b: { memoryMebibytes: 512 },
      c: { memoryMebibytes: 600 },
    });
    expect(problemsOf(load)).toMatchObject({ unplaced: [], stuck: [{ name: 'a' }] });
    const rolls = testLoad(fixedPool(3), { a: { memoryMebibytes: 1024 }, b: { memoryMebibytes: 1024 } });
    expect(areProblems(problemsOf(rolls))).toBe(false);
  });

  it('never has fewer healthy tasks nor more of all than the percentages allow', () => {
    const percents = fc.constantFrom([100, 200], [50, 100], [0, 100], [75, 200], [100, 150], [50, 150]);
    fc.assert(
      fc.property(
        percents,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 6 }),
        ([least = 0, most = 0], tasks, nodes) => {
          const load = testLoad(fixedPool(nodes), {
            web: { memoryMebibytes: half, tasks, rolling: [least, most] },
          });
          const [web] = load.workloads;
          const { cluster, unplaced } = settle(load);
          if (!web || unplaced.length > 0) return;
          let running = tasks;
          const [place, remove] = [cluster.place.bind(cluster), cluster.remove.bind(cluster)];
          cluster.place = (...args) => {
            const node = place(...args);
            if (node) running += 1;
            expect(running).toBeLessThanOrEqual(Math.floor((tasks * most) / 100));
            return node;
          };
          cluster.remove = (...args) => {
            remove(...args);
            running -= 1;
            expect(running).toBeGreaterThanOrEqual(Math.ceil((tasks * least) / 100));
          };
          const { stuck: left } = roll(cluster, load, [web]);
          if (left.length === 0) expect(running).toBe(tasks);
          if (!canRoll(web, tasks)) expect(left).toEqual([web]);
          expect(cluster.nodesOf(web)).toHaveLength(tasks); // What was tried is undone.
        },
      ),
    );
  });

  // Source: ECS API reference, DeploymentConfiguration: the minimum is rounded up, the maximum down.
  it('rounds as ECS does', () => {
    const of = (rolling: [number, number], tasks: number) => {
      const [web] = testLoad(testPool(), { web: { rolling, tasks } }).workloads;
      return [leastTasks(web!, tasks), mostTasks(web!, tasks)];
    };
    expect(of([50, 150], 3)).toEqual([2, 4]);
    expect(of([75, 200], 4)).toEqual([3, 8]);
    expect(of([50, 150], 1)).toEqual([1, 1]);
  });
});

const anyService = fc.record({
  cpuUnits: fc.constantFrom(64, 256, 1024),
  memoryMebibytes: fc.constantFrom(128, 256, 512, 700, 1024, 1500, 1700),
  tasks: fc.integer({ min: 1, max: 3 }),
  rolling: fc.constantFrom<[number, number]>([100, 200], [0, 100], [50, 100], [50, 150], [100, 150]),
  application: fc.constantFrom('onlineweb', 'grades'),
  hostPorts: fc.constantFrom([], [], [8080]),
});

const anyLoad = fc
  .record({
    services: fc.array(anyService, { minLength: 1, maxLength: 5 }),
    migration: fc.constantFrom(0, 256, 1024),
    nodes: fc.integer({ min: 1, max: 5 }),
    fixed: fc.boolean(),
  })
  .map(({ services, migration, nodes, fixed }) => {
    const named = Object.fromEntries(
      services.map((each, index): [string, TestWorkload] => [`s${index}`, each]),
    );
    const runs = migration ? [testRun('migration', 'one-off', { memoryMebibytes: migration })] : [];
    return testLoad(fixed ? fixedPool(nodes) : testPool({ max: nodes }), named, runs);
  });

describe('a change that is suggested', () => {
  it('cures what it is said to cure: everything, or the one service', () => {
    let suggested = 0;
    fc.assert(
      fc.property(anyLoad, (load) => {
        const problems = problemsOf(load);
        if (!areProblems(problems)) return;
        for (const { change, cures } of curesFor(load, problems)) {
          suggested += 1;
          const after = problemsOf(changed(load, change));
          if (cures === 'everything') expect(areProblems(after)).toBe(false);
          else expect([...after.stuck, ...after.neverRolls].map(({ id }) => id)).not.toContain(cures.id);
        }
      }),
    );
    expect(suggested).toBeGreaterThan(10);
  });

  it('is the smallest of its kind: one node less, and it is not enough', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const problems = problemsOf(load);
        if (!areProblems(problems)) return;
        for (const { change } of curesFor(load, problems)) {
          if (change.kind !== 'nodes' || change.to === change.from + 1) continue;
          expect(areProblems(problemsOf(changed(load, { ...change, to: change.to - 1 })))).toBe(true);
        }
      }),
    );
  });

  it('is one more node, or the memory by which it is too much', () => {
    const load = testLoad(fixedPool(1), { web: { memoryMebibytes: 832 }, api: { memoryMebibytes: 64 } });
    const cures = curesFor(load, problemsOf(load)).map(({ change }) => change);
    expect(cures).toMatchObject([
      { kind: 'nodes', from: 1, to: 2 },
      { kind: 'memory', workload: { name: 'web' }, from: 832, to: 768 },
      { kind: 'minimumHealthyPercent', workload: { name: 'web' }, from: 100, to: 0 },
    ]);
  });
});

describe('a node that is lost', () => {
  it('leaves tasks waiting for another one, unless the others have room', () => {
    const loss = (nodes: number) => {
      const load = testLoad(fixedPool(nodes), { web: { memoryMebibytes: 1024, tasks: 2 } });
      return worstNodeLoss(settle(load).cluster, load);
    };
    expect(loss(2)).toMatchObject({ tasks: 1, waiting: [{ name: 'web' }], interrupted: [] });
    expect(loss(3)).toMatchObject({ tasks: 1, waiting: [], interrupted: [] });
  });

  it('interrupts a service that had no task elsewhere', () => {
    const load = testLoad(fixedPool(2), { web: { tasks: 2 }, api: {} });
    expect(worstNodeLoss(settle(load).cluster, load)?.interrupted).toMatchObject([{ name: 'api' }]);
  });

  it('with its whole zone takes all nodes there', () => {
    const load = testLoad(fixedPool(4), { web: { memoryMebibytes: 1024, tasks: 4 } });
    const losses = zoneLosses(settle(load).cluster, load);
    expect(losses.map(({ zone, nodes, waiting }) => [zone.at(-1), nodes, waiting.length])).toEqual([
      ['a', [1, 4], 2],
      ['b', [2], 1],
      ['c', [3], 1],
    ]);
  });
});

describe('nodes that get another image', () => {
  const image = (load: PoolLoad) => rollImage(settle(load).cluster, load);

  it('need room for one more, which starts first', () => {
    const services = { web: { memoryMebibytes: 1600, tasks: 2 } };
    expect(image(testLoad(testPool({ max: 3 }), services))).toEqual({ roomForNewNode: true, stuck: [] });
    expect(image(testLoad(testPool({ max: 2 }), services)).roomForNewNode).toBe(false);
  });

  it('wait for a service that may neither have one task more nor one less', () => {
    expect(image(testLoad(testPool(), { web: { rolling: [100, 100] } })).stuck).toMatchObject([
      { name: 'web' },
    ]);
    expect(image(testLoad(testPool(), { web: { rolling: [0, 100], memoryMebibytes: 1600 } })).stuck).toEqual(
      [],
    );
  });
});
