import { inProperty } from '@dotkom/stack';
import { firstYear } from '@dotkom/stack/schedule';
import { Check } from '../container/check';
import { notAPercentage } from '../ecs-service/errors';
import {
  notACount,
  notAPeak,
  notARate,
  nothingToScaleBy,
  peakAboveMost,
  peakIsOver,
  peaksMeet,
  scalesNowhere,
} from './errors';
import { osloTime } from './oslo-time';

/** A time for which more tasks have to be there before anyone comes, such as the opening of an event's registration. */
export interface Peak {
  /** When it begins, in Oslo's time: `'2027-01-14 11:45'`. Give tasks, and nodes, five minutes to start. */
  readonly from: string;
  /** When it is over. */
  readonly to: string;
  /** How many tasks run at least. */
  readonly atLeast: number;
}

/** How the number of tasks follows what they have to do. */
export interface Scaling {
  /** The fewest tasks. */
  readonly min: number;
  /** The most tasks. More nodes start for them, where the pool has not reached its most. */
  readonly max: number;
  /** Aims at this much of the CPU that tasks are sure of, in percent. Above 100 they live on what nodes have to spare. */
  readonly cpu?: number;
  /** Aims at this much of the memory that tasks may use, in percent. */
  readonly memory?: number;
  /** Aims at this many requests a minute for each task. */
  readonly requestsPerTask?: number;
  /** Times that are known before. One that is over can stay here; it does nothing. */
  readonly peaks?: readonly Peak[];
}

export interface NormalisedPeak extends Peak {
  readonly begins: Date;
  readonly ends: Date;
}

export interface NormalisedScaling extends Omit<Scaling, 'peaks'> {
  /** In the order in which they come. */
  readonly peaks: readonly NormalisedPeak[];
}

export const mostTasks = 50;

/** Checks how a service is scaled. */
export function normaliseScaling(scaling: Scaling, check: Check): NormalisedScaling {
  const { min, max, cpu, memory, requestsPerTask } = scaling;
  check(() => refuseImpossible(scaling), undefined);
  if (cpu !== undefined) check(() => refusePercentage('scaling.cpu', cpu, 10, 200), undefined);
  if (memory !== undefined) check(() => refusePercentage('scaling.memory', memory, 10, 95), undefined);
  if (requestsPerTask !== undefined) check(() => refuseRate(requestsPerTask), undefined);
  const peaks = (scaling.peaks ?? []).flatMap((peak, index) =>
    check(
      inProperty(`scaling.peaks[${index}]`, () => [checkedPeak(peak, min, max)]),
      [],
    ),
  );
  peaks.sort((one, other) => one.begins.getTime() - other.begins.getTime());
  check(() => refuseMeeting(peaks), undefined);
  return { min, max, cpu, memory, requestsPerTask, peaks };
}

function refuseImpossible({ min, max, cpu, memory, requestsPerTask, peaks = [] }: Scaling): void {
  for (const [property, count] of Object.entries({ min, max })) {
    if (!Number.isInteger(count) || count < 1 || count > mostTasks)
      throw notACount(`scaling.${property}`, count);
  }
  if (min >= max) throw scalesNowhere(min, max);
  if ([cpu, memory, requestsPerTask].every((aim) => aim === undefined) && peaks.length === 0) {
    throw nothingToScaleBy();
  }
}

function refusePercentage(property: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw notAPercentage(property, value, least, most);
}

function refuseRate(requests: number): void {
  if (!Number.isInteger(requests) || requests < 1) throw notARate('scaling.requestsPerTask', requests);
}

function checkedPeak(peak: Peak, min: number, max: number): NormalisedPeak {
  const [begins, ends] = [osloTime(peak.from), osloTime(peak.to)];
  if (ends.getUTCFullYear() < firstYear) throw peakIsOver(peak.from, firstYear);
  if (ends <= begins) throw notAPeak(peak.from, peak.to);
  if (!Number.isInteger(peak.atLeast) || peak.atLeast <= min || peak.atLeast > max) {
    throw peakAboveMost(peak.atLeast, min, max);
  }
  return { ...peak, begins, ends };
}

/** The end of one sets the minimum back: at the beginning of the next, or within it, that would be wrong. */
function refuseMeeting(peaks: readonly NormalisedPeak[]): void {
  for (const [index, peak] of peaks.entries()) {
    const next = peaks[index + 1];
    if (next && next.begins <= peak.ends) throw peaksMeet(peak.from, next.from);
  }
}
