import {
  CreateLogStreamCommand,
  PutLogEventsCommand,
  CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/** How long lines are gathered before they are sent. */
const pauseMs = 500;

/** What a container writes, in the local CloudWatch Logs as the awslogs driver writes it there. */
export class ContainerLog {
  private readonly logs: CloudWatchLogsClient;
  private readonly group: string;
  private readonly stream: string;
  private readonly created: Promise<unknown>;
  private waiting: { timestamp: number; message: string }[] = [];
  private sent: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(logs: CloudWatchLogsClient, group: string, stream: string) {
    this.logs = logs;
    this.group = group;
    this.stream = stream;
    // A log that cannot be written does not stop a container (mode non-blocking).
    this.created = logs
      .send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: stream }))
      .catch(() => undefined);
  }

  /** The log of a container; nothing when its definition has none. */
  static of(logs: CloudWatchLogsClient, { name, logConfiguration }: ContainerDefinition, taskId: string) {
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = logConfiguration?.options ?? {};
    return group && prefix ? new ContainerLog(logs, group, `${prefix}/${name}/${taskId}`) : undefined;
  }

  /** Takes down each line of a stream. */
  read(stream: Readable): void {
    createInterface(stream).on('line', (message) => {
      if (message === '') return; // CloudWatch Logs takes no empty event.
      this.waiting.push({ timestamp: Date.now(), message });
      this.timer ??= setTimeout(() => this.send(), pauseMs);
    });
  }

  /** Ends once everything is written. */
  async flush(): Promise<void> {
    this.send();
    await this.sent;
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const logEvents = this.waiting.splice(0);
    const put = () =>
      this.logs.send(
        new PutLogEventsCommand({ logGroupName: this.group, logStreamName: this.stream, logEvents }),
      );
    this.sent = this.sent
      .then(() => this.created)
      .then(put)
      .catch(() => undefined);
  }
}
