import { randomInt, randomUUID } from 'node:crypto';
import { Deployment, RememberedService } from './service-memory';

/** Begins a deployment; one that was under way is stopped by it. */
export function begin(service: RememberedService, taskDefinition: string): Deployment {
  const [newest] = service.deployments;
  if (newest?.outcome === 'IN_PROGRESS') end(newest, 'STOPPED');
  const deployment: Deployment = {
    id: `ecs-svc/${randomInt(1e12, 9e12)}`,
    at: now(),
    taskDefinition,
    outcome: 'IN_PROGRESS',
    before: completed(service)?.id,
  };
  service.deployments.unshift(deployment);
  return deployment;
}

/** Brings a deployment to its end. */
export function end(deployment: Deployment, outcome: Deployment['outcome']): void {
  deployment.outcome = outcome;
  deployment.endedAt = now();
}

/** The newest deployment that went well: the one that a failed one goes back to. */
export function completed(service: RememberedService): Deployment | undefined {
  return service.deployments.find(({ outcome }) => outcome === 'SUCCESSFUL');
}

/** The deployment whose tasks ECS wants to run: the newest, or after a failure the one before it. */
export function primary(service: RememberedService): Deployment | undefined {
  const [newest] = service.deployments;
  const goesOn = newest?.outcome === 'IN_PROGRESS' || newest?.outcome === 'SUCCESSFUL';
  return goesOn ? newest : (completed(service) ?? newest);
}

/** The deployment whose tasks are to run now: while the newest waits for room, the one before. */
export function toRun(service: RememberedService): Deployment | undefined {
  return service.deployments[0]?.waitsForRoom ? completed(service) : primary(service);
}

/** Adds events, given oldest first; ECS lists the newest first, and a hundred of them. */
export function tell(service: RememberedService, ...messages: readonly string[]): void {
  for (const message of messages) service.events.unshift({ id: randomUUID(), createdAt: now(), message });
  service.events.splice(100);
}

/** Seconds, as ECS counts them. */
export function now(): number {
  return Date.now() / 1000;
}
