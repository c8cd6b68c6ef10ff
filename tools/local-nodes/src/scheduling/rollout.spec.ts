import fc from 'fast-check';
import { failureThreshold, PlannedTask, rollout } from './rollout';

const percents = fc.constantFrom(
  ...[[100, 200] as const, [50, 100] as const, [0, 100] as const, [100, 150] as const, [50, 150] as const],
);
const state = fc.record({
  desired: fc.integer({ min: 0, max: 6 }),
  percents,
  tasks: fc.array(fc.record({ isPrimary: fc.boolean(), isHealthy: fc.boolean(), isStopping: fc.boolean() }), {
    maxLength: 12,
  }),
});

type Given = typeof state extends fc.Arbitrary<infer T> ? T : never;

const planned = ({ desired, percents: [minimumHealthyPercent, maximumPercent], tasks }: Given) => {
  const named: PlannedTask[] = tasks.map((task, index) => ({ ...task, id: String(index) }));
  return { named, ...rollout({ desired, minimumHealthyPercent, maximumPercent, tasks: named }) };
};

describe('a step of a rolling deployment', () => {
  it('starts none beyond the maximum, and no more of the new ones than are desired', () => {
    fc.assert(
      fc.property(state, (given) => {
        const { start, named } = planned(given);
        const live = named.filter(({ isStopping }) => !isStopping);
        const most = Math.floor((given.desired * given.percents[1]) / 100);
        if (start === 0) return;
        expect(live.length + start).toBeLessThanOrEqual(most);
        expect(live.filter(({ isPrimary }) => isPrimary).length + start).toBeLessThanOrEqual(given.desired);
      }),
    );
  });

  it('stops no healthy one that the minimum needs', () => {
    fc.assert(
      fc.property(state, (given) => {
        const { stop, named } = planned(given);
        const healthy = named.filter(({ isHealthy, isStopping }) => isHealthy && !isStopping);
        const least = Math.ceil((given.desired * given.percents[0]) / 100);
        const stopped = healthy.filter(({ id }) => stop.includes(id)).length;
        if (stopped > 0) expect(healthy.length - stopped).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('comes to its end when what it starts becomes healthy and what it stops goes', () => {
    fc.assert(
      fc.property(state, (given) => {
        const { desired, percents } = given;
        const canStop = Math.ceil((desired * percents[0]) / 100) < desired;
        fc.pre(desired === 0 || canStop || Math.floor((desired * percents[1]) / 100) > desired); // Libs/service refuses others.
        let tasks = given.tasks;
        for (let step = 0; step < 60; step += 1) {
          const { start, stop } = planned({ ...given, tasks });
          const kept = tasks.filter((task, index) => !task.isStopping && !stop.includes(String(index)));
          const started = Array.from({ length: start }, () => ({
            isPrimary: true,
            isHealthy: true,
            isStopping: false,
          }));
          tasks = [
            ...kept.map((task) => ({ ...task, isHealthy: task.isHealthy || task.isPrimary })),
            ...started,
          ];
        }
        expect(tasks.filter(({ isPrimary }) => isPrimary)).toHaveLength(given.desired);
        expect(tasks).toHaveLength(given.desired);
      }),
    );
  });

  // Source: Amazon ECS Developer Guide, "How the Amazon ECS deployment circuit breaker detects failures".
  it.each([
    [1, 3],
    [6, 3],
    [7, 4],
    [25, 13],
    [400, 200],
    [1000, 200],
  ])('of %d tasks fails after %d failures', (desired, failures) => {
    expect(failureThreshold(desired)).toBe(failures);
  });
});
