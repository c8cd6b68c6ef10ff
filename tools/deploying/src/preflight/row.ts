/** How something stands: `not known` is what could not be asked, and is nobody's fault. */
export type Readiness = 'ready' | 'not ready' | 'not known';

/** One thing that was looked at, and how it stands. */
export interface Row {
  /** What was looked at: `'vCPUs of On-Demand instances'`. */
  readonly what: string;
  readonly readiness: Readiness;
  /** What was found. */
  readonly found: string;
  /** What a person has to do, where it is not ready or not known. */
  readonly todo?: string;
}

export const ready = (what: string, found: string): Row => ({ what, readiness: 'ready', found });

export const notReady = (what: string, found: string, todo: string): Row => ({
  what,
  readiness: 'not ready',
  found,
  todo,
});

export const notKnown = (what: string, found: string, todo: string): Row => ({
  what,
  readiness: 'not known',
  found,
  todo,
});
