import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  ContainerDefinition,
  CreateServiceCommand,
  CreateServiceCommandInput,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  Service,
  Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clients } from '../clients';
import { architectureHere } from '../tasks/task-image';

/** One service of the little estate: what Terraform and the AWS provider do with it. */
export class LittleService {
  /** By which it is reached. */
  readonly host: string;
  /** As ECS knows it: `grades-prod-<name>`. */
  readonly serviceName: string;
  readonly clusterArn: string;
  private readonly clients: Clients;
  private readonly name: string;
  private readonly targetGroupArn: string;

  constructor(
    { clients, clusterArn }: { clients: Clients; clusterArn: string },
    name: string,
    host: string,
    targetGroupArn: string,
  ) {
    this.clients = clients;
    this.clusterArn = clusterArn;
    this.name = name;
    this.serviceName = `grades-prod-${name}`;
    this.host = host;
    this.targetGroupArn = targetGroupArn;
  }

  get logGroup(): string {
    return `/applications/grades/prod/${this.name}`;
  }

  /** Registers a revision that runs an image, by the id that stands for its digest. */
  async register(imageId: string, changes: ContainerDefinition = {}): Promise<string> {
    const { taskDefinition } = await this.clients.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: this.serviceName,
        networkMode: 'bridge',
        runtimePlatform: { cpuArchitecture: architectureHere() === 'arm64' ? 'ARM64' : 'X86_64' },
        taskRoleArn: `arn:aws:iam::123456789012:role/applications/${this.serviceName}`,
        containerDefinitions: [
          {
            name: this.name,
            image: `123456789012.dkr.ecr.eu-north-1.amazonaws.com/${this.serviceName}@${imageId}`,
            cpu: 128,
            memory: 64,
            essential: true,
            portMappings: [{ containerPort: 3000, hostPort: 0, protocol: 'tcp' }],
            readonlyRootFilesystem: true,
            linuxParameters: {
              initProcessEnabled: true,
              capabilities: { drop: ['ALL'] },
              tmpfs: [{ containerPath: '/tmp', size: 8, mountOptions: ['nosuid', 'nodev'] }],
            },
            stopTimeout: 2,
            logConfiguration: {
              logDriver: 'awslogs',
              options: {
                'awslogs-group': this.logGroup,
                'awslogs-region': 'eu-north-1',
                'awslogs-stream-prefix': this.name,
              },
            },
            ...changes,
          },
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  async create(taskDefinition: string, changes: Partial<CreateServiceCommandInput> = {}): Promise<void> {
    await this.clients.ecs.send(
      new CreateServiceCommand({
        ...{ cluster: this.clusterArn, serviceName: this.serviceName, taskDefinition },
        desiredCount: 1,
        loadBalancers: [
          { targetGroupArn: this.targetGroupArn, containerName: this.name, containerPort: 3000 },
        ],
        healthCheckGracePeriodSeconds: 1,
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: true, rollback: true },
          minimumHealthyPercent: 100,
          maximumPercent: 200,
        },
        ...changes,
      }),
    );
  }

  async update(change: { taskDefinition?: string; desiredCount?: number }): Promise<void> {
    await this.clients.ecs.send(
      new UpdateServiceCommand({ cluster: this.clusterArn, service: this.serviceName, ...change }),
    );
  }

  async describe(): Promise<Service> {
    const { services: [service] = [] } = await this.clients.ecs.send(
      new DescribeServicesCommand({ cluster: this.clusterArn, services: [this.serviceName] }),
    );
    return service!;
  }

  /** Waits as the provider does: one deployment, and as many tasks as are desired. */
  async steady(seconds = 60): Promise<Service> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const service = await this.describe();
      const { deployments = [], runningCount, desiredCount } = service;
      const isSteady = deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
      if (isSteady && runningCount === desiredCount) return service;
      if (Date.now() > end) {
        const events = service.events?.map(({ message }) => message).join('\n');
        throw new Error(`${this.name} is not steady after ${seconds} s:\n${events}`);
      }
      await sleep(200);
    }
  }

  /** Its tasks, the newest first. */
  async tasks(desiredStatus: 'RUNNING' | 'STOPPED'): Promise<Task[]> {
    const { ecs } = this.clients;
    const { taskArns = [] } = await ecs.send(
      new ListTasksCommand({ cluster: this.clusterArn, serviceName: this.serviceName, desiredStatus }),
    );
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await ecs.send(
      new DescribeTasksCommand({ cluster: this.clusterArn, tasks: taskArns }),
    );
    return tasks;
  }

  async logLines(): Promise<string[]> {
    const { events = [] } = await this.clients.logs.send(
      new FilterLogEventsCommand({ logGroupName: this.logGroup }),
    );
    return events.map(({ message = '' }) => message);
  }
}
