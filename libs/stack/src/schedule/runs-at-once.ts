import { Schedule, shortestInterval } from './schedule';

/** A job, as far as it decides how many of its runs there are at once. */
export interface RepeatedJob {
  readonly schedule: Schedule;
  /** How often a run that failed is tried again, after 1 minute, then 2, then 4. */
  readonly retries: number;
  /** After which a try is stopped, and how long it may then take to end. */
  readonly timeoutSeconds: number;
  readonly stopSeconds: number;
  /** Whether a run is left out while another one goes on. */
  readonly neverTwice: boolean;
}

/**
 * How many runs of a job there are at once at most, where each takes as long as it may: what its connections and its room on
 * the nodes are counted by.
 *
 * @throws UserError when its schedule is none.
 * @example mostRunsAtOnce({ schedule: 'rate(1 hour)', retries: 0, timeoutSeconds: 900, stopSeconds: 30, neverTwice: false }); // 1
 */
export function mostRunsAtOnce({ neverTwice, schedule, ...job }: RepeatedJob): number {
  return neverTwice ? 1 : Math.floor(longestRun(job) / shortestInterval(schedule)) + 1;
}

/** The seconds that a run takes whose every try is stopped after its time, with the waits between them: 1 minute, 2, 4. */
function longestRun({ retries, timeoutSeconds, stopSeconds }: Omit<RepeatedJob, 'schedule' | 'neverTwice'>) {
  return (1 + retries) * (timeoutSeconds + stopSeconds) + 60 * (2 ** retries - 1);
}
