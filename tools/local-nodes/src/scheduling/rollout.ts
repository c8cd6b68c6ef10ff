/** What is known of one task of a service, for the decision which to start and which to stop. */
export interface PlannedTask {
  id: string;
  /** Of the deployment that is wanted. */
  isPrimary: boolean;
  isHealthy: boolean;
  /** It has been told to end: neither counted as healthy nor to be stopped again. */
  isStopping: boolean;
}

export interface RolloutState {
  desired: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
  /** In the order in which they were started. */
  tasks: readonly PlannedTask[];
}

export interface Rollout {
  /** How many tasks of the primary deployment to start. */
  start: number;
  /** Which tasks to stop. */
  stop: readonly string[];
}

/**
 * One step of a rolling deployment, as ECS takes it: never more than the maximum, rounded down, and never fewer healthy
 * ones by its own doing than the minimum, rounded up. Unhealthy tasks of an older deployment are in nobody's way.
 */
export function rollout({ desired, minimumHealthyPercent, maximumPercent, tasks }: RolloutState): Rollout {
  const most = Math.floor((desired * maximumPercent) / 100);
  const least = Math.ceil((desired * minimumHealthyPercent) / 100);
  const live = tasks.filter(({ isStopping }) => !isStopping);
  const primary = live.filter(({ isPrimary }) => isPrimary);

  const superfluous = primary.length - desired;
  const excess = superfluous > 0 ? worstFirst(primary).slice(0, superfluous) : [];
  const old = worstFirst(live.filter(({ isPrimary }) => !isPrimary));
  let healthy = live.filter(({ isHealthy }) => isHealthy).length;
  const stop = [...old, ...excess].filter(({ isHealthy }) => {
    if (!isHealthy) return true;
    if (healthy - 1 < least) return false;
    healthy -= 1;
    return true;
  });

  const start = Math.min(desired - primary.length, most - live.length);
  return { start: Math.max(0, start), stop: stop.map(({ id }) => id) };
}

/** Those that do not serve, then the newest. */
function worstFirst(tasks: readonly PlannedTask[]): PlannedTask[] {
  return [...tasks].reverse().sort((one, other) => Number(one.isHealthy) - Number(other.isHealthy));
}

/** How many failed tasks end a deployment: half of the desired ones, at least 3 and at most 200. */
export function failureThreshold(desired: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desired / 2)));
}
