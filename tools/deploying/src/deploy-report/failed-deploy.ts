import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  Service,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { counted } from '@dotkom/stack/conventions';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { DeployedService } from './deployed-services';
import { DeploymentAlarms } from './deployment-alarms';
import { eventsSince, isAfter, Rollout, rolloutOf } from './rollout';
import { idOf, stoppedInWords } from './stopped-task';

/** How much of each is told: what happened last is what explains it. */
const mostEvents = 10;
const mostTasks = 3;
const mostLogLines = 20;

/**
 * Why a service did not become healthy, for people: what ECS says happened, why its tasks stopped and with which exit
 * codes, and the last lines they logged. Gives nothing for a service that runs as it should.
 */
export class FailedDeploy {
  private readonly ecs: ECSClient;
  private readonly logs: CloudWatchLogsClient;
  private readonly alarms: DeploymentAlarms;

  constructor(account: Account) {
    this.alarms = new DeploymentAlarms(account);
    this.ecs = new ECSClient(clientConfig(account));
    this.logs = new CloudWatchLogsClient(clientConfig(account));
  }

  /** @param since what stopped or was said before is of another deploy. */
  async explain(deployed: DeployedService, since: Date): Promise<string | undefined> {
    const { services: [service] = [] } = await this.ecs.send(
      new DescribeServicesCommand({ cluster: deployed.clusterArn, services: [deployed.name] }),
    );
    if (!service) return undefined;
    const tasks = await this.stoppedTasks(deployed, since);
    const events = eventsOf(service, since);
    if (isFine(service, since) && tasks.length === 0) return undefined;
    const stopped = await Promise.all(tasks.map((task) => this.describeTask(task)));
    return [
      `${deployed.name}: ${outcome(service, since)}`,
      ...section('What ECS says, the newest first:', events),
      ...section('The alarms that end its deploys:', await this.alarms.ofDeploy(service, since)),
      ...stopped.flat(),
    ].join('\n');
  }

  private async stoppedTasks({ name, clusterArn }: DeployedService, since: Date): Promise<Task[]> {
    const { taskArns = [] } = await this.ecs.send(
      new ListTasksCommand({ cluster: clusterArn, serviceName: name, desiredStatus: 'STOPPED' }),
    );
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.ecs.send(
      new DescribeTasksCommand({ cluster: clusterArn, tasks: taskArns.slice(0, 100) }),
    );
    return tasks
      .filter(({ stoppedAt, stoppedReason }) => !isReplaced(stoppedReason) && isAfter(stoppedAt, since))
      .sort((one, other) => (other.stoppedAt?.getTime() ?? 0) - (one.stoppedAt?.getTime() ?? 0))
      .slice(0, mostTasks);
  }

  private async describeTask(task: Task): Promise<string[]> {
    const id = idOf(task.taskArn);
    const lines = stoppedInWords(task).map((line) => `  ${line}`);
    const definition = await this.taskDefinition(task.taskDefinitionArn);
    for (const { name = '' } of (task.containers ?? []).filter(({ exitCode }) => exitCode !== undefined)) {
      const said = await this.lastLines(definition, name, id);
      lines.push(...section(`  The last lines of ${name}:`, said).map((line) => `  ${line}`));
    }
    return lines;
  }

  private async taskDefinition(arn: string | undefined): Promise<TaskDefinition | undefined> {
    if (!arn) return undefined;
    return (await this.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }))).taskDefinition;
  }

  private async lastLines(
    definition: TaskDefinition | undefined,
    container: string,
    id: string,
  ): Promise<string[]> {
    const found = definition?.containerDefinitions?.find(({ name }) => name === container);
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } =
      found?.logConfiguration?.options ?? {};
    if (!group || !prefix) return [];
    try {
      const { events = [] } = await this.logs.send(
        new GetLogEventsCommand({
          logGroupName: group,
          logStreamName: `${prefix}/${container}/${id}`,
          limit: mostLogLines,
          startFromHead: false,
        }),
      );
      return events.map(({ message = '' }) => message.trimEnd());
    } catch (error) {
      // A container that never started has no stream.
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
  }
}

function isFine(service: Service, since: Date): boolean {
  const { runningCount = 0, desiredCount = 0 } = service;
  return runningCount >= desiredCount && rolloutOf(service, since) === 'completed';
}

/** A task that a newer one took the place of. One that failed the gateway's check is stopped by the scheduler, too. */
function isReplaced(stoppedReason = ''): boolean {
  return stoppedReason.startsWith('Scaling activity initiated');
}

/** What became of it, in words; what the state says that it should run is what it runs, by then. */
function outcome(service: Service, since: Date): string {
  const { taskDefinition, runningCount = 0, desiredCount = 0 } = service;
  const running = `${runningCount} of ${counted(desiredCount, 'task runs', 'tasks run')}`;
  const words: Record<Rollout, string> = {
    completed: 'it did not become healthy',
    'going on': 'its deployment is still going on',
    'rolled back': `it was rolled back to ${idOf(taskDefinition)}`,
    'failed at first': 'its first deployment failed, and there is nothing to go back to',
    'failed to roll back': `it failed, and so did going back to ${idOf(taskDefinition)}`,
  };
  return `${words[rolloutOf(service, since)]}; ${running}.`;
}

function eventsOf(service: Service, since: Date): string[] {
  return eventsSince(service, since)
    .slice(0, mostEvents)
    .map(({ createdAt, message }) => `${createdAt?.toISOString().slice(11, 19) ?? '        '} ${message}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}
