import fc from 'fast-check';
import { listenerPriority } from './listener-priority';

describe('the priority of a host on the listener', () => {
  it('is always one that AWS takes, above the first hundred, which are kept free', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.string()), (host) => {
        const priority = listenerPriority(host);
        expect(Number.isInteger(priority)).toBe(true);
        expect(priority).toBeGreaterThanOrEqual(100);
        expect(priority).toBeLessThanOrEqual(49_999);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same today as it was: a rule does not move under its owner', () => {
    expect(listenerPriority('api.vinstraff.no')).toBe(29_014);
    expect(listenerPriority('grades.no')).toBe(listenerPriority('grades.no'));
  });

  it('depends on the host alone, and spreads hosts over the whole range', () => {
    const priorities = Array.from({ length: 2000 }, (_, index) => listenerPriority(`app-${index}.grades.no`));
    // By chance alone about 40 of 2000 meet another; a poor hash would have many more do so.
    expect(new Set(priorities).size).toBeGreaterThan(1900);
    for (const edge of [10_000, 20_000, 30_000, 40_000]) {
      const below = priorities.filter((priority) => priority < edge).length;
      expect(below / priorities.length).toBeCloseTo(edge / 50_000, 1);
    }
  });
});
