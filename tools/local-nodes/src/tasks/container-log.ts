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
  private readonly stream: { logGroupName: string; logStreamName: string };
  private waiting: { timestamp: number; message: string }[] = [];
  private sent: Promise<unknown>;
  private timer: NodeJS.Timeout | undefined;

  constructor(logs: CloudWatchLogsClient, stream: ContainerLog['stream']) {
    this.logs = logs;
    this.stream = stream;
    // A log that cannot be written does not stop a container (mode non-blocking).
    this.sent = logs.send(new CreateLogStreamCommand(stream)).catch(() => undefined);
  }

  /** The log of a container; nothing when its definition has none. */
  static of(logs: CloudWatchLogsClient, { name, logConfiguration }: ContainerDefinition, taskId: string) {
    const { 'awslogs-group': logGroupName, 'awslogs-stream-prefix': prefix } =
      logConfiguration?.options ?? {};
    if (!logGroupName || !prefix) return undefined;
    return new ContainerLog(logs, { logGroupName, logStreamName: `${prefix}/${name}/${taskId}` });
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
    const put = new PutLogEventsCommand({ ...this.stream, logEvents });
    this.sent = this.sent.then(() => this.logs.send(put)).catch(() => undefined);
  }
}
