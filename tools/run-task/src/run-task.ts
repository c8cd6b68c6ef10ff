import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTasksCommand, ECSClient, RunTaskCommand, StopTaskCommand, Task } from '@aws-sdk/client-ecs';
import { deployStops, failed, notStarted, stoodIn, tookTooLong } from './errors';
import { isRoleUnknown, onceRolesAreKnown } from './new-roles';
import { Order } from './order';
import { TaskLog } from './task-log';

export interface Surroundings {
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
  readonly say: (line: string) => void;
  /** What it means when the task fails, and what to do then. @default what it means in a deploy */
  readonly ifItFails?: string;
  /** How long to wait before looking again, once it has taken a while. @default 3000 */
  readonly pauseMilliseconds?: number;
  /** The time in milliseconds. @default that of this machine */
  readonly now?: () => number;
}

/** By what ECS knows the tasks that are run so, and not by a service or a workflow. */
export const startedBy = 'deploy';

/** What a task of the local AWS has that ran no container (tools/local-aws). */
const standInAttribute = 'local-aws.stand-in';

/** A migration with nothing to do ends within a second. */
const firstPauseMilliseconds = 250;

/** Seconds that ECS gives a container at most between SIGTERM and SIGKILL: stopTimeout, in ECS's task definition parameters. */
const longestStopTimeout = 120;

/** The same with what it defaults to. */
type Around = Required<Surroundings>;

/**
 * Runs a task, shows its log and waits for its end. One that never ran because a role of it was just made is tried again.
 *
 * @throws UserError when it could not start, ended with another code than 0 or took too long.
 */
export async function runTask(order: Order, surroundings: Surroundings): Promise<void> {
  const around: Around = {
    ...{ ifItFails: deployStops, pauseMilliseconds: 3000, now: Date.now },
    ...surroundings,
  };
  const neverRan = await onceRolesAreKnown(() => tryTask(order, around), around);
  if (neverRan !== undefined) throw failed(neverRan, around.ifItFails);
}

/** Gives why the task never ran, if so: only then it may be tried again, for what ran may have done half of its work. */
async function tryTask(order: Order, around: Around): Promise<string | undefined> {
  const started = await start(order, around).catch((error: Error) => {
    if (isRoleUnknown(error)) return error;
    throw error;
  });
  if (started instanceof Error) return started.message;
  const log = new TaskLog(around.logs, order, started);
  around.say(`Task ${started}`);
  const ended = await end(order, around, started, async () => (await log.read()).forEach(around.say));
  if (ended.attributes?.some(({ name }) => name === standInAttribute)) around.say(stoodIn());
  const container = ended.containers?.find(({ name }) => name === order.container);
  if (container?.exitCode === 0) return undefined;
  const reason = reasonOf(ended, container);
  if (container?.exitCode !== undefined) throw failed(reason, around.ifItFails);
  return reason;
}

async function start({ cluster, taskDefinition, capacityProvider }: Order, { ecs }: Around) {
  const { tasks = [], failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster,
      taskDefinition,
      capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
      enableECSManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
      startedBy,
    }),
  );
  const arn = tasks[0]?.taskArn;
  if (!arn) throw notStarted(failures.map(({ reason, detail }) => detail ?? reason ?? ''));
  return arn;
}

async function end(
  { cluster, timeoutSeconds }: Order,
  { ecs, pauseMilliseconds, now, ifItFails }: Around,
  taskArn: string,
  meanwhile: () => Promise<void>,
): Promise<Task> {
  const endWithin = async (seconds: number): Promise<Task | undefined> => {
    const latest = now() + seconds * 1000;
    for (let pause = firstPauseMilliseconds; ; pause *= 2) {
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
      await meanwhile();
      if (tasks[0]?.lastStatus === 'STOPPED') return tasks[0];
      if (now() >= latest) return undefined;
      await sleep(Math.min(pause, pauseMilliseconds));
    }
  };
  const ended = await endWithin(timeoutSeconds);
  if (ended) return ended;
  await ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason: 'It took too long' }));
  await endWithin(longestStopTimeout); // What it writes while it stops often says what it waited for.
  throw tookTooLong(timeoutSeconds, ifItFails);
}

function reasonOf(
  { stoppedReason }: Task,
  container?: { readonly exitCode?: number; readonly reason?: string },
): string {
  const exit = container?.exitCode === undefined ? undefined : `exit code ${container.exitCode}`;
  return [exit, container?.reason, stoppedReason].filter(Boolean).join(', ') || 'ECS gave no reason';
}
