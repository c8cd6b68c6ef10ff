import { ContainerDefinition, ContainerOverride, TaskDefinition } from '@aws-sdk/client-ecs';
import { JsonObject, lastPart, newTask, now } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { Engine } from '../engine/engine';
import { Container } from './container';
import { containerArguments } from './container-arguments';
import { ContainerLog } from './container-log';
import { untilReached } from './dependency';
import { fetchSecrets } from './secrets';
import { asContainersReach, taskEnvironment, trust, WayToThisMachine } from './task-environment';
import { imageToRun } from './task-image';

/** What tasks run on. */
export interface Node {
  engine: Engine;
  /** Where each container has a folder while it runs. */
  folders: string;
  clients: Clients;
  way: WayToThisMachine;
  /** The label of everything that is started, by which it is found again. */
  label: { name: string; value: string };
  /** Tells the memory how a task is now. */
  keep: (task: JsonObject) => void;
}

/** What a task is started from. */
export interface TaskStart {
  clusterArn: string;
  definition: TaskDefinition;
  /** `service:<name>` or `family:<name>`. */
  group: string;
  startedBy?: string;
  /** The names by which Service Connect offers it. */
  aliases?: readonly string[];
  overrides?: readonly ContainerOverride[];
}

/** Why a task stopped, in ECS's codes and words. */
export interface StopReason {
  code: 'EssentialContainerExited' | 'TaskFailedToStart' | 'ServiceSchedulerInitiated' | 'UserInitiated';
  reason: string;
}

/** One task: its containers, from the start to the end, by nothing but its registered definition. */
export class Task {
  readonly arn: string;
  readonly startedFrom: TaskStart;
  status: 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPING' | 'STOPPED' = 'PENDING';
  /** Milliseconds. */
  runningSince: number | undefined;
  stopReason: StopReason | undefined;

  private readonly node: Node;
  private readonly containers: Container[];
  private json: JsonObject;

  constructor(node: Node, from: TaskStart) {
    this.node = node;
    this.startedFrom = from;
    const definitions = from.definition.containerDefinitions ?? [];
    this.json = newTask({
      clusterArn: from.clusterArn,
      taskDefinitionArn: from.definition.taskDefinitionArn ?? '',
      group: from.group,
      startedBy: from.startedBy,
      containers: definitions.map(({ name }) => name ?? ''),
    });
    this.arn = String(this.json['taskArn']);
    this.containers = definitions.map((definition) => this.containerOf(definition));
    this.keep();
  }

  get id(): string {
    return lastPart(this.arn);
  }

  get asEcsAnswers(): JsonObject {
    return this.json;
  }

  /** By the checks of its essential containers; `UNKNOWN` where they have none. */
  get health(): 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' {
    const checked = this.containers.filter(
      ({ isEssential, definition }) => isEssential && definition.healthCheck,
    );
    if (checked.some(({ health }) => health === 'UNHEALTHY')) return 'UNHEALTHY';
    if (checked.length === 0 || checked.some(({ health }) => health === 'UNKNOWN')) return 'UNKNOWN';
    return 'HEALTHY';
  }

  get hasHealthCheck(): boolean {
    return this.containers.some(({ isEssential, definition }) => isEssential && definition.healthCheck);
  }

  /** Whether the engine still runs all that is essential of it, which it may know before it has told. */
  async isAlive(): Promise<boolean> {
    const essential = this.containers.filter((container) => container.isEssential);
    return (await Promise.all(essential.map((container) => container.isAlive()))).every(Boolean);
  }

  /** The port of this machine that leads to a port of one of its containers. */
  hostPort(containerName: string, containerPort: number): number | undefined {
    return this.named(containerName)?.state?.hostPorts[containerPort];
  }

  /**
   * Starts its containers in their order; ends when the task has ended, whatever happens.
   *
   * @param onRunning is called once all of them have started.
   */
  async run(onRunning: () => void = () => {}): Promise<void> {
    try {
      await Promise.all(this.containers.map((container) => this.startContainer(container)));
      const haveStarted = this.containers.every(({ end }) => !end || end.exitCode === 0);
      if (haveStarted && this.stopReason === undefined) {
        this.status = 'RUNNING';
        this.runningSince = Date.now();
        this.keep({ startedAt: now() });
        onRunning();
      }
      await this.anEssentialOneEnds();
    } catch (error) {
      this.stopReason ??= { code: 'TaskFailedToStart', reason: (error as Error).message };
    }
    await this.end();
  }

  /** Asks it to end; its `run` ends when it has. */
  stop(reason: StopReason): void {
    if (this.stopReason) return;
    this.stopReason = reason;
    this.keep({
      desiredStatus: 'STOPPED',
      stopCode: reason.code,
      stoppedReason: reason.reason,
      stoppingAt: now(),
    });
    void this.stopContainers();
  }

  /** Says that it gets no new requests, before it is stopped. */
  deactivate(): void {
    this.status = 'DEACTIVATING';
    this.keep({ desiredStatus: 'STOPPED' });
  }

  private containerOf(definition: ContainerDefinition): Container {
    const command = this.overrideOf(definition)?.command ?? definition.command;
    const log = ContainerLog.of(this.node.clients.logs, definition, this.id);
    const name = `${this.node.label.value.slice(0, 8)}-${this.id.slice(0, 12)}-${definition.name}`;
    return new Container(this.node, name, { ...definition, command }, log);
  }

  private named(name: string | undefined): Container | undefined {
    return this.containers.find(({ definition }) => definition.name === name);
  }

  private overrideOf(definition: ContainerDefinition) {
    return this.startedFrom.overrides?.find(({ name }) => name === definition.name);
  }

  private async startContainer(container: Container): Promise<void> {
    const { definition } = container;
    for (const dependency of definition.dependsOn ?? []) {
      await untilReached(dependency, this.named(dependency.containerName), () => Boolean(this.stopReason));
    }
    if (this.stopReason) return;
    const { engine, clients, way, label } = this.node;
    const { definition: task } = this.startedFrom;
    const image = await imageToRun(engine, definition, task);
    await way.open(image.id);
    const secrets = await fetchSecrets(clients, definition).catch((error: Error) => {
      throw new Error(
        `ResourceInitializationError: unable to pull secrets or registry auth: ${error.message}`,
      );
    });
    const settings = taskEnvironment(definition, task, way, this.overrideOf(definition)?.environment);
    const { environment, files } = trust(settings);
    const hosts = Object.fromEntries((await way.hosts()).map((host) => [host, way.address]));
    const args = containerArguments(engine, definition, task, {
      name: container.name,
      image: image.id,
      labels: { [label.name]: label.value, 'com.amazonaws.ecs.task-arn': this.arn },
      network: way.network,
      aliases: this.startedFrom.aliases ?? [],
      hosts: { ...hosts, ...this.links(definition) },
      files: Object.fromEntries(files.map((file) => [file, way.authorities])),
      environment,
      secrets: Object.keys(secrets),
    });
    const values = Object.entries(secrets).map(([name, value]) => [name, asContainersReach(way, value)]);
    await container.start(args, Object.fromEntries(values));
    this.keep();
  }

  /** `links` name other containers of the task, which have started before: `dependsOn` orders that in bridge mode. */
  private links({ links = [] }: ContainerDefinition): Record<string, string> {
    return Object.fromEntries(
      links.flatMap((link) => {
        const [name = '', alias = name] = link.split(':');
        const address = this.named(name)?.state?.address;
        return address ? [[alias, address]] : [];
      }),
    );
  }

  private async anEssentialOneEnds(): Promise<void> {
    const essential = this.containers.filter(({ isEssential }) => isEssential);
    await Promise.race(essential.map(({ ended }) => ended ?? new Promise(() => {})));
    const neverStarted = this.containers.find(({ end }) => end && end.exitCode === undefined);
    this.stopReason ??= neverStarted
      ? { code: 'TaskFailedToStart', reason: neverStarted.end?.reason ?? '' }
      : { code: 'EssentialContainerExited', reason: 'Essential container in task exited' };
  }

  private async end(): Promise<void> {
    this.status = 'STOPPING';
    this.keep();
    await this.stopContainers();
    await Promise.all(this.containers.map(({ ended }) => ended));
    this.status = 'STOPPED';
    const { code, reason } = this.stopReason ?? { code: 'UserInitiated', reason: '' };
    this.keep({ desiredStatus: 'STOPPED', stopCode: code, stoppedReason: reason, stoppedAt: now() });
  }

  /** Those that depend on others first, as the agent does it. */
  private async stopContainers(): Promise<void> {
    this.status = 'STOPPING';
    await Promise.all(
      this.containers.map((container) => container.ended && container.stop().catch(() => undefined)),
    );
  }

  private keep(changes: JsonObject = {}): void {
    this.json = {
      ...this.json,
      ...changes,
      lastStatus: this.status,
      healthStatus: this.health,
      containers: this.containers.map(({ definition, state, end, health }) => ({
        name: definition.name ?? '',
        taskArn: this.arn,
        image: definition.image,
        lastStatus: end ? 'STOPPED' : state ? 'RUNNING' : 'PENDING',
        healthStatus: health,
        exitCode: end?.exitCode,
        reason: end?.reason,
      })),
    };
    this.node.keep(this.json);
  }
}
