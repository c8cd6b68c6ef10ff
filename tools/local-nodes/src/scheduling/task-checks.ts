import { Targets } from '../gateway/targets';
import { Task } from '../tasks/task';
import { ServiceSettings } from './service-settings';

/** A check that fails for good: what an event says of it, and why the task is stopped. */
export interface FailedCheck {
  event: string;
  reason: string;
}

/** Whether a task runs, and passes the checks of its containers and of every target group. */
export function isHealthy(task: Task, { loadBalancers }: ServiceSettings, targets: Targets): boolean {
  if (task.status !== 'RUNNING') return false;
  if (task.hasHealthCheck && task.health !== 'HEALTHY') return false;
  return loadBalancers.every(
    ({ targetGroupArn }) => targets.stateOf(targetGroupArn, task.id)?.state === 'healthy',
  );
}

/** The check of a task that fails for good, in ECS's words; nothing where none does. */
export function failedCheck(
  task: Task,
  { loadBalancers }: ServiceSettings,
  targets: Targets,
): FailedCheck | undefined {
  if (task.health === 'UNHEALTHY') {
    const reason = 'Task failed container health checks';
    return { event: `(task ${task.id}) failed container health checks.`, reason };
  }
  for (const { targetGroupArn } of loadBalancers) {
    const target = targets.stateOf(targetGroupArn, task.id);
    if (target?.state !== 'unhealthy') continue;
    return {
      event: `(port ${target.port}) is unhealthy in (target-group ${targetGroupArn}) due to (reason ${target.reason}).`,
      reason: `Task failed ELB health checks in (target-group ${targetGroupArn})`,
    };
  }
  return undefined;
}
