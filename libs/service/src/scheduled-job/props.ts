import { Duration, seconds, inProperty } from '@dotkom/stack';
import { checkedSchedule, mostRunsAtOnce, Schedule } from '@dotkom/stack/schedule';
import { Check } from '../container/check';
import { durationOutside } from '../container/errors';
import { notARetryCount, twiceByRetry } from './errors';
import { ImageSource } from '../task/image';
import { NormalisedTask, normaliseTask, refuseService, TaskContext, TaskProps } from '../task/props';

/** What a {@link ScheduledJob} is asked. Sizes as `'0.25 vCPU'` and `'512 MiB'`, times as `'1 hour'`. */
export interface ScheduledJobProps extends Omit<TaskProps, 'containerCheck'> {
  /**
   * The service whose release it runs, or an image of a public registry by digest. One of its own is released like a
   * service's. @default a repository of its own, and its own releases
   */
  readonly image?: ImageSource;
  /** When it runs, in Oslo's time: `'cron(30 6 * * ? *)'` is every day at 6:30, `'rate(15 minutes)'` every 15 minutes. */
  readonly schedule: Schedule;
  /** How often a run that failed is tried again, after 1 minute, then 2, then 4; at most 5 times. @default 2, and 0 for one that must never run twice at once */
  readonly retries?: number;
  /**
   * After which a run is stopped and counts as failed; at most 1 day. Where it is longer than until the next run begins, with
   * its retries, runs overlap, and the connections of each count. @default '1 hour'
   */
  readonly timeout?: Duration;
  /**
   * That two must never run at once: while one runs, the next time is left out. It is not tried again when it fails: by
   * then the next run may have begun. @default false
   */
  readonly neverTwice?: boolean;
}

export interface NormalisedScheduledJob extends NormalisedTask {
  readonly schedule: Schedule;
  readonly retries: number;
  readonly timeoutSeconds: number;
  readonly neverTwice: boolean;
  /** How many runs there are at once at most, where each takes as long as it may. */
  readonly mostRunsAtOnce: number;
}

/** Checks every property and gives them in AWS's units. */
export function normaliseScheduledJob(
  props: ScheduledJobProps,
  context: TaskContext,
  check: Check,
): NormalisedScheduledJob {
  check(() => refuseService(props, context.name), undefined);
  const task = normaliseTask(props, context, check);
  const retries = check(() => checkedRetries(props), 0);
  const timeoutSeconds = check(
    inProperty('timeout', () => checkedTimeout(props.timeout ?? '1 hour')),
    3600,
  );
  const job = {
    schedule: check(() => checkedSchedule(props.schedule), props.schedule),
    retries,
    timeoutSeconds,
    neverTwice: props.neverTwice ?? false,
  };
  return {
    ...task,
    ...job,
    mostRunsAtOnce: check(() => mostRunsAtOnce({ ...job, stopSeconds: task.stopSeconds }), 1),
  };
}

const mostRetries = 5;

function checkedRetries({ neverTwice = false, retries = neverTwice ? 0 : 2 }: ScheduledJobProps): number {
  if (!Number.isInteger(retries) || retries < 0 || retries > mostRetries) {
    throw notARetryCount(retries, mostRetries);
  }
  if (neverTwice && retries > 0) throw twiceByRetry(retries);
  return retries;
}

/** Checks how long a task that ends may take. */
export function checkedTimeout(timeout: Duration): number {
  const value = seconds(timeout);
  if (value < 60 || value > 86_400) throw durationOutside('run', timeout, 60, 86_400);
  return value;
}
