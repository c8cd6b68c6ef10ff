import { Lazy } from 'cdktf';
import { noteNoOrigins } from './origins';

const originsNoted = () =>
  (Lazy.anyValue({ produce: () => 1 }) as unknown as { creationStack: string[] }).creationStack;

describe('where values were made', () => {
  it('is noted of none, and an error still says where it comes from', () => {
    const bringBack = noteNoOrigins();
    const thrown = { error: new TypeError('refused') };
    Error.captureStackTrace(thrown.error);
    bringBack();
    expect(originsNoted()).toEqual([]); // Jest's own set-up.
    expect(thrown.error.stack).toContain('origins.spec.ts');
  });

  it('is noted again once that is brought back', () => {
    const value = (target: { stack?: string }) => (target.stack = 'Error\n    at here');
    const before = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace')!;
    Object.defineProperty(Error, 'captureStackTrace', { ...before, value });
    try {
      const bringBack = noteNoOrigins();
      expect(originsNoted()).toEqual([]);
      bringBack();
      expect(originsNoted()).toEqual(['here']);
    } finally {
      Object.defineProperty(Error, 'captureStackTrace', before);
    }
  });
});
