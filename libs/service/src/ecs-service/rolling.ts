import { notAPercentage, neverRolls } from './errors';

/** How far a deploy may leave the number of tasks, in percent of it. */
export interface Rolling {
  /** The fewest that have to be healthy, from 0 to 100; rounded up to whole tasks. @default 100 */
  readonly minimumHealthyPercent?: number;
  /** The most that may run, from 100 to 400; rounded down to whole tasks. @default 200 */
  readonly maximumPercent?: number;
}

export interface NormalisedRolling {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/**
 * Checks that a deploy can begin with each number of tasks: it has to be able to start a task above them or to stop one
 * of them, and by the rounding of ECS, 50 % and 150 % of one task allow neither.
 *
 * @throws UserError when it could not.
 */
export function checkedRolling(
  { minimumHealthyPercent = 100, maximumPercent = 200 }: Rolling,
  { least, most }: { least: number; most: number },
): NormalisedRolling {
  if (!isWhole(minimumHealthyPercent, 0, 100))
    throw notAPercentage('rolling.minimumHealthyPercent', minimumHealthyPercent, 0, 100);
  if (!isWhole(maximumPercent, 100, 400))
    throw notAPercentage('rolling.maximumPercent', maximumPercent, 100, 400);
  const first = Math.max(least, 1);
  const more = Math.min(most - first, enough);
  for (const count of Array.from({ length: more + 1 }, (_, index) => first + index)) {
    const canStop = Math.ceil((count * minimumHealthyPercent) / 100) < count;
    const canStart = Math.floor((count * maximumPercent) / 100) > count;
    if (!canStop && !canStart) throw neverRolls(count, minimumHealthyPercent, maximumPercent);
  }
  return { minimumHealthyPercent, maximumPercent };
}

/** From so many tasks on, one percent is a whole task: if a deploy can begin with these, it can with any more. */
const enough = 100;

/** The most tasks of a service that run at once: in a deploy, those of both generations. */
export function mostAtOnce(most: number, { maximumPercent }: NormalisedRolling): number {
  return Math.max(most, Math.floor((most * maximumPercent) / 100));
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
