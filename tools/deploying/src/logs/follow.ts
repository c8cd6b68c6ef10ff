import { setTimeout as sleep } from 'node:timers/promises';
import { LogLine } from './log-source';

/** How often it is asked for new lines. */
const pauseMilliseconds = 2000;

/** How much later than others a line may become visible, and is still told. */
const lateMilliseconds = 30_000;

export interface Following {
  /** Reads what was logged since a moment. */
  readonly read: (since: Date) => Promise<readonly LogLine[]>;
  readonly tell: (lines: readonly LogLine[]) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly pause?: number;
}

/** Tells each line once, as it is logged, until somebody ends it (docs/decisions/looking.md). */
export async function follow(
  since: Date,
  { read, tell, signal, pause = pauseMilliseconds }: Following,
): Promise<void> {
  let told = new Map<string, number>();
  let from = since;
  while (!signal.aborted) {
    const lines = (await read(from)).filter(({ id }) => !told.has(id));
    tell(lines);
    for (const { id, at } of lines) told.set(id, at.getTime());
    const newest = Math.max(from.getTime() + lateMilliseconds, ...lines.map(({ at }) => at.getTime()));
    from = new Date(Math.max(since.getTime(), newest - lateMilliseconds));
    told = new Map([...told].filter(([, at]) => at >= from.getTime()));
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
