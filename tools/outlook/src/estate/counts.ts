import { Resource, resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { blockOf } from './part';

/** A time for which more tasks are wanted. */
export interface Peak {
  /** In Oslo's time, as `2027-01-14 11:45`. */
  readonly from: string;
  readonly atLeast: number;
}

/** How many tasks of a service run. */
export interface TaskCount {
  /** With an ordinary load: what the service wants, or the fewest where load decides. */
  readonly atRest: number;
  readonly min: number;
  /** The most that load may raise it to. */
  readonly max: number;
  readonly peaks: readonly Peak[];
}

/** How many tasks of a service run once it has a release. */
export function readTaskCount(stack: SynthesisedStack, service: Resource): TaskCount {
  const desired = settledNumber(service.config.desired_count) ?? 1;
  const target = resourcesOf(stack, 'aws_appautoscaling_target').find(({ config }) =>
    String(config.resource_id).includes(`${service.address}.`),
  );
  if (!target) return { atRest: desired, min: desired, max: desired, peaks: [] };
  const min = settledNumber(target.config.min_capacity) ?? desired;
  const max = settledNumber(target.config.max_capacity) ?? desired;
  return { atRest: Math.max(min, Math.min(desired, max)), min, max, peaks: readPeaks(stack, target, min) };
}

/** Scheduled actions that raise the fewest; those that set it back begin nothing. */
function readPeaks(stack: SynthesisedStack, target: Resource, min: number): Peak[] {
  return resourcesOf(stack, 'aws_appautoscaling_scheduled_action')
    .filter(({ config }) => String(config.resource_id).includes(`${target.address}.`))
    .flatMap(({ config }) => {
      const atLeast = settledNumber(blockOf(config.scalable_target_action)?.['min_capacity']) ?? 0;
      const [, date, time] = /^at\((\S+)T(\d\d:\d\d)/.exec(String(config.schedule)) ?? [];
      return atLeast > min && date ? [{ from: `${date} ${time}`, atLeast }] : [];
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}
