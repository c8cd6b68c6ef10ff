import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Order } from './order';

/** The log of one task, line by line, as far as it has come. */
export class TaskLog {
  private readonly logs: CloudWatchLogsClient;
  private readonly place: { logGroupName: string; logStreamName: string };
  private next?: string;

  constructor(logs: CloudWatchLogsClient, { container, logGroup }: Order, taskArn: string) {
    this.logs = logs;
    const taskId = taskArn.slice(taskArn.lastIndexOf('/') + 1);
    this.place = { logGroupName: logGroup, logStreamName: `${container}/${container}/${taskId}` };
  }

  /** The lines since the last time. None as long as the task has written nothing. */
  async read(): Promise<string[]> {
    const lines: string[] = [];
    try {
      for (;;) {
        const { events = [], nextForwardToken } = await this.logs.send(
          new GetLogEventsCommand({ ...this.place, startFromHead: true, nextToken: this.next }),
        );
        lines.push(...events.map(({ message = '' }) => message));
        // CloudWatch gives the same token again where the log ends.
        if (nextForwardToken === this.next || events.length === 0) return lines;
        this.next = nextForwardToken;
      }
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return lines;
      throw error;
    }
  }
}
