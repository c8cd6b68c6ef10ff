import fc from 'fast-check';
import { follow } from './follow';
import { LogLine, LogSource } from './log-source';

const source = { stack: 'grades-prod', part: { name: 'backend' }, logGroup: 'a group' } as LogSource;

/** A line, when it was logged, and in which call it can be seen first: some come late. */
interface Written {
  readonly id: string;
  readonly at: number;
  readonly seen: number;
}

/** Follows until everything could be seen; gives what was told and since when it was asked. */
async function followed(
  written: readonly Written[],
  calls: number,
): Promise<{ told: string[]; from: number[] }> {
  const controller = new AbortController();
  const told: string[] = [];
  const from: number[] = [];
  await follow(new Date(0), {
    pause: 0,
    signal: controller.signal,
    async read(since) {
      from.push(since.getTime());
      const call = from.length - 1;
      if (call + 1 >= calls) controller.abort();
      return written
        .filter(({ at, seen }) => seen <= call && at >= since.getTime())
        .map(({ id, at }): LogLine => ({
          id,
          at: new Date(at),
          source,
          container: '',
          task: '',
          message: '',
        }));
    },
    tell: (lines) => void told.push(...lines.map(({ id }) => id)),
  });
  return { told, from };
}

describe('following a log', () => {
  it('tells every line once, also those that come up to half a minute late', async () => {
    const lines = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        call: fc.integer({ min: 0, max: 8 }),
        late: fc.integer({ min: 0, max: 29_000 }),
      }),
      { selector: ({ id }) => id, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (drawn) => {
        // A call every ten seconds of the log: a line that is late is seen in the call after it should have been.
        const written = drawn.map(({ id, call, late }) => ({
          id,
          at: call * 10_000,
          seen: call + Math.ceil(late / 10_000),
        }));
        const { told } = await followed(written, 14);
        expect(told.sort()).toEqual(written.map(({ id }) => id).sort());
      }),
      { numRuns: 50 },
    );
  });

  it('asks for less and less of what is past', async () => {
    const written = [0, 60_000, 120_000].map((at, index) => ({ id: String(at), at, seen: index }));
    expect((await followed(written, 4)).from).toEqual([0, 0, 30_000, 90_000]);
  });

  it('ends at once when it is ended', async () => {
    const read = jest.fn(async () => []);
    await follow(new Date(0), { read, tell: () => {}, signal: AbortSignal.abort() });
    expect(read).not.toHaveBeenCalled();
  });
});
