import fc from 'fast-check';
import { localTime } from './times';

describe('a time as people read it', () => {
  it('is the time of their clock, and the same moment everywhere', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (time) => {
        time.setMilliseconds(0);
        const told = localTime(time);
        expect(new Date(told)).toEqual(time);
        expect(Number(told.slice(11, 13))).toBe(time.getHours());
        expect(told).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      }),
    );
  });
});
