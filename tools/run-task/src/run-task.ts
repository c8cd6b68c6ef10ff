import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTasksCommand, ECSClient, RunTaskCommand, StopTaskCommand, Task } from '@aws-sdk/client-ecs';
import { failed, notStarted, tookTooLong } from './errors';
import { Order } from './order';
import { TaskLog } from './task-log';

export interface Surroundings {
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
  readonly say: (line: string) => void;
  /** How long to wait before looking again. @default 3000 */
  readonly pauseMilliseconds?: number;
}

/**
 * Runs a task, shows its log and waits for its end.
 *
 * @throws UserError when it could not start, ended with another code than 0 or took too long.
 */
export async function runTask(order: Order, around: Surroundings): Promise<void> {
  const taskArn = await start(order, around);
  const log = new TaskLog(around.logs, order, taskArn);
  around.say(`Task ${taskArn}`);
  const ended = await end(order, around, taskArn, async () => (await log.read()).forEach(around.say));
  const container = ended.containers?.find(({ name }) => name === order.container);
  if (container?.exitCode !== 0) throw failed(reasonOf(ended, container));
}

async function start({ cluster, taskDefinition, capacityProvider }: Order, { ecs }: Surroundings) {
  const { tasks = [], failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster,
      taskDefinition,
      capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
      enableECSManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
      startedBy: 'deploy',
    }),
  );
  const arn = tasks[0]?.taskArn;
  if (!arn) throw notStarted(failures.map(({ reason, detail }) => detail ?? reason ?? ''));
  return arn;
}

async function end(
  { cluster, timeoutSeconds }: Order,
  { ecs, pauseMilliseconds = 3000 }: Surroundings,
  taskArn: string,
  meanwhile: () => Promise<void>,
): Promise<Task> {
  const latest = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    await meanwhile();
    if (tasks[0]?.lastStatus === 'STOPPED') return tasks[0];
    if (Date.now() >= latest) {
      await ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason: 'It took too long' }));
      throw tookTooLong(timeoutSeconds);
    }
    await sleep(pauseMilliseconds);
  }
}

function reasonOf(
  { stoppedReason }: Task,
  container?: { readonly exitCode?: number; readonly reason?: string },
): string {
  const exit = container?.exitCode === undefined ? undefined : `exit code ${container.exitCode}`;
  return [exit, container?.reason, stoppedReason].filter(Boolean).join(', ') || 'ECS gave no reason';
}
