import { RunningStep, start, Step } from './step';

/** A check that runs, or will when those before it have ended. */
export interface Begun {
  readonly step: Step;
  readonly running: Promise<RunningStep>;
}

/** So many run at a time, in their order: the next begins as soon as any of them has ended. */
export function startAtMost(atATime: number, steps: readonly Step[], workspaceRoot: string): Begun[] {
  const places = Array.from({ length: atATime }, (_, place) => Promise.resolve(place));
  let before: Promise<unknown> = Promise.resolve();
  return steps.map((step) => {
    const running = before.then(async () => {
      const free = await Promise.race(places);
      const begun = start(step, workspaceRoot);
      places[free] = begun.ended.then(() => free);
      return begun;
    });
    before = running;
    return { step, running };
  });
}
