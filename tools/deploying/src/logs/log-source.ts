import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilteredLogEvent,
  FilterLogEventsCommand,
  LogStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { Part } from '@dotkom/synthesised';

/** How many of the newest streams are looked at: each task has one for each of its containers. */
const newestStreams = 50;

/** The log of one part of a stack. */
export interface LogSource {
  readonly stack: string;
  readonly part: Part;
  readonly logGroup: string;
}

/** A line, with whose it is. */
export interface LogLine {
  readonly id: string;
  readonly at: Date;
  readonly source: LogSource;
  readonly container: string;
  /** The id of the task. */
  readonly task: string;
  readonly message: string;
}

/** Where a container of a task logs: `<prefix>/<container>/<task>`. */
export function containerOf(logStream = ''): { container: string; task: string } {
  const [task = '', container = ''] = logStream.split('/').reverse();
  return { container, task };
}

/** For how many days a log group keeps its lines (nothing: for ever); false where there is no such group. */
export async function keptFor(
  logs: CloudWatchLogsClient,
  logGroupName: string,
): Promise<number | undefined | false> {
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
  );
  const found = logGroups.find((each) => each.logGroupName === logGroupName);
  return found ? found.retentionInDays : false;
}

/** The streams in which something was logged last, the newest first. */
export async function lastStreams(logs: CloudWatchLogsClient, { logGroup }: LogSource): Promise<LogStream[]> {
  const { logStreams = [] } = await logs.send(
    new DescribeLogStreamsCommand({
      logGroupName: logGroup,
      orderBy: 'LastEventTime',
      descending: true,
      limit: newestStreams,
    }),
  );
  return logStreams;
}

/**
 * What was logged since a moment, the oldest line first.
 *
 * @param logStreamNames only in these streams.
 */
export async function linesSince(
  logs: CloudWatchLogsClient,
  source: LogSource,
  since: Date | undefined,
  logStreamNames?: string[],
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: source.logGroup,
        startTime: since?.getTime(),
        logStreamNames,
        nextToken,
      }),
    );
    lines.push(...(answer.events ?? []).map((event) => lineOf(event, source)));
    nextToken = answer.nextToken;
  } while (nextToken);
  return lines;
}

function lineOf(
  { eventId = '', timestamp = 0, logStreamName, message = '' }: FilteredLogEvent,
  source: LogSource,
) {
  return {
    id: eventId,
    at: new Date(timestamp),
    source,
    ...containerOf(logStreamName),
    message: message.trimEnd(),
  };
}
