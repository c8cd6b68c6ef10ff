import { Deployment, Service, ServiceEvent } from '@aws-sdk/client-ecs';

/**
 * What became of a service's deployment. That as many tasks run as should says little by itself: they may be those of
 * before, or not have been asked for their health yet (amazon-ecs-deploy-task-definition#838).
 */
export type Rollout = 'completed' | 'going on' | 'rolled back' | 'failed at first' | 'failed to roll back';

/** @param since when the deploy began: of what was deployed before nothing is asked. */
export function rolloutOf(service: Service, since: Date): Rollout {
  const { deployments = [], runningCount = 0, desiredCount = 0 } = service;
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const wasRolledBack = rollbackOf(service, since) !== undefined;
  if (primary?.rolloutState === 'FAILED') return wasRolledBack ? 'failed to roll back' : 'failed at first';
  if (primary && isOf(primary, since) && isGoingOn(primary, runningCount, desiredCount)) return 'going on';
  return wasRolledBack ? 'rolled back' : 'completed';
}

/**
 * What ECS said when it last took a deployment back since then. The deployment that it goes back to is as old as when it was
 * first deployed, so this alone says when it came back.
 */
export function rollbackOf(service: Service, since: Date): ServiceEvent | undefined {
  const primary = service.deployments?.find(({ status }) => status === 'PRIMARY');
  return eventsSince(service, since).find(
    ({ message, createdAt }) => message?.includes('rolling back') && !isBefore(createdAt, primary),
  );
}

/** What ECS said of a service since then, the newest first. */
export function eventsSince({ events = [] }: Service, since: Date): ServiceEvent[] {
  return events.filter(({ createdAt }) => isAfter(createdAt, since));
}

/** Clocks of AWS and of this machine need not agree to the second. */
export function isAfter(time: Date | undefined, since: Date): boolean {
  return time === undefined || time.getTime() > since.getTime() - 60_000;
}

/** What was said of a deployment before this one: that one was rolled back, not this one, to which nothing rolled back. */
function isBefore(time: Date | undefined, deployment: Deployment | undefined): boolean {
  return time !== undefined && deployment?.createdAt !== undefined && time < deployment.createdAt;
}

function isOf({ createdAt }: Deployment, since: Date): boolean {
  return isAfter(createdAt, since);
}

function isGoingOn({ rolloutState }: Deployment, running: number, desired: number): boolean {
  return desired > 0 && (rolloutState === 'IN_PROGRESS' || running < desired);
}
