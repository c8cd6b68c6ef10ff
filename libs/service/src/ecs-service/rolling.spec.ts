import fc from 'fast-check';
import { checkedRolling } from './rolling';

const roll = (minimumHealthyPercent: number, maximumPercent: number, count = 1) =>
  checkedRolling({ minimumHealthyPercent, maximumPercent }, { least: count, most: count });

describe('how a deploy rolls', () => {
  it('is a new task first, unless it says otherwise', () => {
    expect(checkedRolling({}, { least: 1, most: 1 })).toEqual({
      minimumHealthyPercent: 100,
      maximumPercent: 200,
    });
  });

  it.each([
    [50, 150, 1],
    [100, 100, 3],
    [100, 150, 1],
    [51, 100, 1],
  ])('cannot be %i %% and %i %% with %i tasks, where none could be stopped or started', (...of) => {
    expect(() => roll(...of)).toThrow('no deploy could ever begin');
  });

  it.each([
    [0, 100, 1],
    [50, 100, 2],
    [100, 150, 2],
    [67, 134, 3],
  ])('can be %i %% and %i %% with %i tasks', (...of) => expect(() => roll(...of)).not.toThrow());

  it.each([
    [-1, 200],
    [101, 200],
    [50, 99],
    [50, 401],
    [50.5, 200],
    [NaN, 200],
  ])('takes no %d %% and %d %%', (...of) => expect(() => roll(...of)).toThrow('is no percentage here'));

  it('is taken exactly when, step by step, a deploy comes to its end', () => {
    const percents = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 100, max: 400 }));
    fc.assert(
      fc.property(percents, fc.integer({ min: 1, max: 50 }), ([minimum, maximum], count) => {
        let [old, fresh, moved] = [count, 0, true];
        while (moved && fresh < count) {
          moved = false;
          const start = Math.min(count - fresh, Math.floor((count * maximum) / 100) - old - fresh);
          if (start > 0) [fresh, moved] = [fresh + start, true];
          const stop = Math.min(old, old + fresh - Math.ceil((count * minimum) / 100));
          if (stop > 0) [old, moved] = [old - stop, true];
        }
        const rolls = () => roll(minimum, maximum, count);
        if (fresh === count) expect(rolls).not.toThrow();
        else expect(rolls).toThrow('no deploy could ever begin');
      }),
    );
  });

  it('is checked with every number of tasks that scaling can lead to', () => {
    const rolling = { minimumHealthyPercent: 50, maximumPercent: 100 };
    expect(() => checkedRolling(rolling, { least: 1, most: 4 })).toThrow('With 1 task, no deploy');
    expect(() => checkedRolling(rolling, { least: 2, most: 4 })).not.toThrow();
  });

  it('is checked at once, with however many tasks somebody writes by mistake', () => {
    for (const least of [-1e300, -(2 ** 31), 1, 101, 1e300]) {
      expect(() => checkedRolling({}, { least, most: Number.MAX_VALUE })).not.toThrow();
    }
    const never = { minimumHealthyPercent: 100, maximumPercent: 100 };
    expect(() => checkedRolling(never, { least: 2 ** 31, most: 2 ** 31 })).toThrow(
      'no deploy could ever begin',
    );
  });
});
