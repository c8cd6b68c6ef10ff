import { JsonObject } from '../../proxy/json';
import { objectsIn } from '../../proxy/json';
import { completed, end, now, tell } from './deployments';
import { Scheduling, TaskOrder } from './scheduling';
import { Deployment, PlannedRollback, RememberedService, ServiceMemory } from './service-memory';
import { newTask } from './task-json';

/** What a task has for which no container ran, so that whoever started it can say so. */
const standInAttribute = 'local-aws.stand-in';

/**
 * Scheduling where no container runs: each task runs or has ended well as soon as it is asked for. A test may order how
 * the next deployment of a service fails.
 */
export class AtOnce implements Scheduling {
  private readonly memory: ServiceMemory;

  constructor(memory: ServiceMemory) {
    this.memory = memory;
  }

  deploy(service: RememberedService): Promise<void> {
    const [deployment] = service.deployments;
    if (deployment === undefined) return Promise.resolve();
    const key = keyOf(service);
    const planned = this.memory.plannedRollbacks.get(key);
    this.memory.plannedRollbacks.delete(key);
    if (planned) this.fail(service, deployment, planned);
    else succeed(service, deployment);
    return Promise.resolve();
  }

  scale(): Promise<void> {
    return Promise.resolve();
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }

  runTask({ clusterArn, taskDefinition, startedBy }: TaskOrder): Promise<JsonObject> {
    const task = newTask({
      clusterArn,
      taskDefinitionArn: String(taskDefinition['taskDefinitionArn']),
      group: `family:${String(taskDefinition['family'])}`,
      startedBy,
      containers: objectsIn(taskDefinition['containerDefinitions']).map(({ name }) => String(name)),
    });
    return Promise.resolve(
      ended(
        { ...task, attributes: [{ name: standInAttribute, value: 'true' }] },
        { stoppedReason: 'Essential container in task exited', exitCode: 0 },
      ),
    );
  }

  stopTask(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** As the circuit breaker ends it: rolled back, or, when it was the first, just failed. */
  private fail(service: RememberedService, deployment: Deployment, planned: PlannedRollback): void {
    const { name, clusterArn } = service;
    const before = completed(service);
    end(deployment, before ? 'ROLLBACK_SUCCESSFUL' : 'ROLLBACK_FAILED');
    deployment.reason = 'ECS deployment circuit breaker: tasks failed to start.';
    deployment.counts = { running: 0, pending: 0, failed: 3 };
    tell(
      service,
      `(service ${name}) (deployment ${deployment.id}) deployment failed: tasks failed to start.`,
      ...(before
        ? [
            `(service ${name}) rolling back to deployment ${before.id}.`,
            `(service ${name}) (deployment ${before.id}) deployment completed.`,
            `(service ${name}) has reached a steady state.`,
          ]
        : []),
    );
    const task = newTask({
      clusterArn,
      taskDefinitionArn: deployment.taskDefinition,
      group: `service:${name}`,
      startedBy: deployment.id,
      containers: [String(objectsIn(service.sent['loadBalancers'])[0]?.['containerName'] ?? name)],
    });
    this.memory.keepTask(ended(task, planned));
  }
}

/** A deployment that went well at once. */
export function succeed(service: RememberedService, deployment: Deployment): void {
  end(deployment, 'SUCCESSFUL');
  tell(
    service,
    `(service ${service.name}) (deployment ${deployment.id}) deployment completed.`,
    `(service ${service.name}) has reached a steady state.`,
  );
}

function ended(task: JsonObject, { stoppedReason, exitCode, containerReason }: PlannedRollback): JsonObject {
  return {
    ...task,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason,
    stoppedAt: now(),
    containers: objectsIn(task['containers']).map((container) => ({
      ...container,
      lastStatus: 'STOPPED',
      exitCode,
      reason: containerReason,
    })),
  };
}

function keyOf({ clusterArn, name }: RememberedService): string {
  const [, , , region, , cluster = ''] = clusterArn.split(':');
  return `${region}/${cluster.replace('cluster/', '')}/${name}`;
}
