import { randomUUID } from 'node:crypto';
import { JsonObject } from '../../proxy/json';
import { now } from './deployments';

/** A task that has just been asked for, as ECS answers it. */
export function newTask(of: {
  clusterArn: string;
  taskDefinitionArn: string;
  /** `service:<name>` or `family:<name>`. */
  group: string;
  startedBy?: string;
  containers: readonly string[];
}): JsonObject {
  const { clusterArn, containers, ...rest } = of;
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/${randomUUID().replaceAll('-', '')}`;
  return {
    ...rest,
    taskArn,
    clusterArn,
    lastStatus: 'PENDING',
    desiredStatus: 'RUNNING',
    launchType: 'EC2',
    createdAt: now(),
    containers: containers.map((name) => ({ name, taskArn, lastStatus: 'PENDING' })),
  };
}
