import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTasksCommand, ECSClient, Task } from '@aws-sdk/client-ecs';
import { idOf, stoppedInWords } from '../deploy-report/stopped-task';
import { noTaskBefore } from './errors';
import { containerOf, lastStreams, linesSince, LogLine, LogSource } from './log-source';

/** A task that has ended: what it logged, and why it ended, as long as ECS remembers it (an hour). */
export interface PreviousTask {
  readonly lines: readonly LogLine[];
  readonly ended: readonly string[];
}

/**
 * The task of a part that ended last.
 *
 * @throws UserError when none has ended whose log is still there.
 */
export async function previousTask(
  { logs, ecs }: { logs: CloudWatchLogsClient; ecs: ECSClient },
  source: LogSource,
  cluster: string | undefined,
): Promise<PreviousTask> {
  const streams = (await lastStreams(logs, source)).map(({ logStreamName = '' }) => logStreamName);
  const ids = [...new Set(streams.map((stream) => containerOf(stream).task))];
  const { tasks = [] } =
    cluster && ids.length > 0 ? await ecs.send(new DescribeTasksCommand({ cluster, tasks: ids })) : {};
  const known = new Map(tasks.map((task) => [idOf(task.taskArn), task]));
  const stopped = ids
    .filter((id) => known.get(id)?.stoppedAt)
    .sort((one, other) => stoppedAt(known.get(other)) - stoppedAt(known.get(one)));
  const id = stopped[0] ?? ids.find((each) => !known.has(each));
  if (id === undefined) throw noTaskBefore(source.part.name);
  const task = known.get(id);
  return {
    lines: await linesSince(
      logs,
      source,
      undefined,
      streams.filter((stream) => containerOf(stream).task === id),
    ),
    ended: task ? stoppedInWords(task) : [`Task ${id} ended longer ago than ECS remembers why.`],
  };
}

function stoppedAt(task: Task | undefined): number {
  return task?.stoppedAt?.getTime() ?? 0;
}
