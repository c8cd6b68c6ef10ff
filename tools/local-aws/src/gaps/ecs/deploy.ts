import { randomInt, randomUUID } from 'node:crypto';
import type { JsonObject } from '../../proxy/json';
import type { Deployment, PlannedRollback, RememberedService } from './service-memory';

/** Remembers a deployment that went well. */
export function succeed(service: RememberedService, name: string, taskDefinition: string): void {
  const deployment = begin(service, taskDefinition, 'SUCCESSFUL');
  tell(service, deployment, [
    `(service ${name}) (deployment ${deployment.id}) deployment completed.`,
    `(service ${name}) has reached a steady state.`,
  ]);
}

/** Remembers a deployment that the circuit breaker stopped: rolled back, or, when it was the first, just failed. */
export function fail(
  service: RememberedService,
  failed: { name: string; clusterArn: string; taskDefinition: string; containers: readonly string[] },
  planned: PlannedRollback,
): void {
  const { name, clusterArn, taskDefinition, containers } = failed;
  const before = running(service);
  const deployment = begin(service, taskDefinition, before ? 'ROLLBACK_SUCCESSFUL' : 'ROLLBACK_FAILED');
  deployment.reason = 'ECS deployment circuit breaker: tasks failed to start.';
  tell(service, deployment, [
    `(service ${name}) (deployment ${deployment.id}) deployment failed: tasks failed to start.`,
    ...(before
      ? [
          `(service ${name}) rolling back to deployment ${before.id}.`,
          `(service ${name}) (deployment ${before.id}) deployment completed.`,
          `(service ${name}) has reached a steady state.`,
        ]
      : []),
  ]);
  service.stoppedTasks.unshift(stoppedTask({ name, clusterArn, containers, deployment, planned }));
}

/** The deployment whose tasks run: the newest that went well. */
export function running(service: RememberedService): Deployment | undefined {
  return service.deployments.find(({ outcome }) => outcome === 'SUCCESSFUL');
}

function begin(
  service: RememberedService,
  taskDefinition: string,
  outcome: Deployment['outcome'],
): Deployment {
  const id = `ecs-svc/${randomInt(1e12, 9e12)}`;
  const deployment: Deployment = { id, at: now(), taskDefinition, outcome, before: running(service)?.id };
  service.deployments.unshift(deployment);
  return deployment;
}

/** Adds events, given oldest first; ECS lists the newest first. */
function tell(service: RememberedService, { at }: Deployment, messages: readonly string[]): void {
  for (const message of messages) service.events.unshift({ id: randomUUID(), createdAt: at, message });
}

function stoppedTask(stopped: {
  name: string;
  clusterArn: string;
  containers: readonly string[];
  deployment: Deployment;
  planned: PlannedRollback;
}): JsonObject {
  const { name, clusterArn, containers, deployment, planned } = stopped;
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/${randomUUID().replaceAll('-', '')}`;
  return {
    taskArn,
    clusterArn,
    taskDefinitionArn: deployment.taskDefinition,
    group: `service:${name}`,
    startedBy: deployment.id,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    launchType: 'EC2',
    stopCode: 'EssentialContainerExited',
    stoppedReason: planned.stoppedReason,
    createdAt: deployment.at,
    stoppedAt: deployment.at,
    containers: containers.map((container) => ({
      name: container,
      taskArn,
      lastStatus: 'STOPPED',
      exitCode: planned.exitCode,
      reason: planned.containerReason,
    })),
  };
}

function now(): number {
  return Date.now() / 1000;
}
