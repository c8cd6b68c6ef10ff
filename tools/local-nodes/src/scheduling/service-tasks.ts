import { TaskDefinition } from '@aws-sdk/client-ecs';
import { completed, Deployment, end, primary, RememberedService, tell } from '@dotkom/local-aws';
import { Targets } from '../gateway/targets';
import { Node, Task } from '../tasks/task';
import { failureThreshold, rollout } from './rollout';
import { DeploymentWatch } from './deployment-watch';
import { ServiceSettings, settingsOf } from './service-settings';
import { FailedCheck, failedCheck, isHealthy } from './task-checks';

/** How often it is looked at how tasks are. */
const pauseMs = 200;

/** The longest wait before a task that failed is started again. */
const longestPauseMs = 60_000;

/** A task of a service, with the deployment that it is of. */
interface ServiceTask {
  task: Task;
  deployment: Deployment;
  wasHealthy: boolean;
  isRetiring: boolean;
  /** Its checks fail. */
  isInDoubt?: boolean;
}

/**
 * The tasks of one service, brought step by step to what its newest deployment wants, or, where that one fails, the one
 * before it. What happens is told in the service's events, in ECS's words.
 */
export class ServiceTasks {
  private readonly node: Node;
  private readonly targets: Targets;
  private readonly service: RememberedService;
  private readonly watch: DeploymentWatch;
  /** What deployments start; nothing for one that stand-ins answer for. */
  private readonly definitions = new Map<string, TaskDefinition | undefined>();
  private tasks: ServiceTask[] = [];
  private timer: NodeJS.Timeout | undefined;
  private notBefore = 0;
  private isSteady = false;

  constructor(node: Node, targets: Targets, service: RememberedService) {
    this.watch = new DeploymentWatch(node.clients.cloudWatch, targets.answers, service);
    this.node = node;
    this.targets = targets;
    this.service = service;
  }

  /** A deployment has begun, of real containers or of stand-ins. */
  begin(deployment: Deployment, definition: TaskDefinition | undefined): void {
    this.definitions.set(deployment.id, definition);
    if (definition) deployment.counts = { running: 0, pending: 0, failed: 0 };
    void this.watch.begin();
    this.notBefore = 0;
    this.isSteady = false;
    this.timer ??= setInterval(() => this.step(), pauseMs);
    this.step();
  }

  /** The number of tasks that is wanted has changed. */
  scale(): void {
    this.isSteady = false;
    this.step();
  }

  /** Whether a stand-in answers where no task does: before the first of a deployment is healthy, too. */
  get hasStandIn(): boolean {
    const before = completed(this.service);
    return before === undefined || this.definitions.get(before.id) === undefined;
  }

  find(taskArn: string): Task | undefined {
    return this.tasks.find(({ task }) => task.arn === taskArn)?.task;
  }

  /** From now on nothing is started, stopped or told. */
  halt(): void {
    clearInterval(this.timer);
  }

  /** Ends every task; nothing is started any more. */
  async remove(): Promise<void> {
    this.halt();
    await Promise.all(this.tasks.map((each) => this.retire(each, 'The service was deleted')));
  }

  private step(): void {
    for (const each of this.tasks) this.look(each);
    this.watch.look();
    const { hasBegun } = this; // What has not can neither fail nor succeed, and the tasks of before go on.
    if (hasBegun) this.breakCircuit();
    if (hasBegun) this.heedAlarms();
    const wanted = hasBegun ? primary(this.service) : completed(this.service);
    if (wanted) this.roll(wanted);
    this.count();
    if (hasBegun) this.conclude();
  }

  private get settings(): ServiceSettings {
    return settingsOf(this.service);
  }

  /** Not where the engine has not said yet whether it has the image of the newest deployment, or there is no room for it. */
  private get hasBegun(): boolean {
    const [newest] = this.service.deployments;
    return newest?.outcome !== 'IN_PROGRESS' || this.definitions.has(newest.id);
  }

  /** What has become of a task: it is healthy now, or its checks fail for good. */
  private look(each: ServiceTask): void {
    const { task, deployment } = each;
    if (each.isRetiring || task.status !== 'RUNNING') return;
    if (!each.wasHealthy && this.isHealthy(each)) {
      each.wasHealthy = true;
      this.notBefore = 0;
      if (deployment.counts) deployment.counts.failed = 0;
    }
    const isInGrace = Date.now() - (task.runningSince ?? 0) < this.settings.graceSeconds * 1000;
    const problem = isInGrace ? undefined : failedCheck(task, this.settings, this.targets);
    if (problem !== undefined) void this.giveUp(each, problem);
  }

  /** Not one that has ended by itself, which says more than that it does not answer: its engine is only slow to tell. */
  private async giveUp(each: ServiceTask, { event, reason }: FailedCheck): Promise<void> {
    if (each.isInDoubt) return;
    each.isInDoubt = true;
    if (!(await each.task.isAlive()) || each.isRetiring) return;
    this.failed(each);
    this.tell(event);
    void this.retire(each, reason);
  }

  private isHealthy({ task }: ServiceTask): boolean {
    return isHealthy(task, this.settings, this.targets);
  }

  private roll(wanted: Deployment): void {
    const definition = this.definitions.get(wanted.id);
    const { start, stop } = rollout({
      ...this.settings,
      // A stand-in takes no task's place.
      desired: definition ? this.service.desiredCount : 0,
      tasks: this.tasks.map((each) => ({
        id: each.task.arn,
        isPrimary: each.deployment === wanted,
        isHealthy: this.isHealthy(each),
        isStopping: each.isRetiring || each.task.status === 'STOPPING' || each.task.status === 'STOPPED',
      })),
    });
    for (const each of this.tasks.filter(({ task }) => stop.includes(task.arn))) {
      const reason = `Scaling activity initiated by (deployment ${wanted.id})`;
      this.tell(`has stopped 1 running tasks: (task ${each.task.id}).`);
      void this.retire(each, reason);
    }
    if (!definition || wanted.outcome === 'ROLLBACK_FAILED' || Date.now() < this.notBefore) return;
    for (let started = 0; started < start; started += 1) this.start(wanted, definition);
  }

  private start(deployment: Deployment, definition: TaskDefinition): void {
    const { name, clusterArn } = this.service;
    const { aliases } = this.settings;
    const from = { clusterArn, definition, group: `service:${name}`, startedBy: deployment.id, aliases };
    const task = new Task(this.node, from);
    const each: ServiceTask = { task, deployment, wasHealthy: false, isRetiring: false };
    this.tasks.push(each);
    this.isSteady = false;
    this.tell(`has started 1 tasks: (task ${task.id}).`);
    void task.run(() => this.register(task)).then(() => this.hasEnded(each));
  }

  private register(task: Task): void {
    for (const { targetGroupArn, containerName, containerPort } of this.settings.loadBalancers) {
      const port = task.hostPort(containerName, containerPort);
      if (port === undefined) continue;
      this.targets.register(targetGroupArn, { id: task.id, port });
      this.tell(`registered 1 targets in (target-group ${targetGroupArn})`);
    }
  }

  private async hasEnded(each: ServiceTask): Promise<void> {
    if (!each.isRetiring) this.failed(each);
    await this.deregister(each);
    this.tasks = this.tasks.filter((other) => other !== each);
  }

  /** Another one takes its place, sooner the fewer have failed in a row. */
  private failed({ deployment }: ServiceTask): void {
    const { counts } = deployment;
    if (!counts) return;
    counts.failed += 1;
    this.notBefore = Date.now() + Math.min(longestPauseMs, 500 * 2 ** counts.failed);
  }

  /** No new requests first; it is asked to end when those under way have been answered. */
  private async retire(each: ServiceTask, reason: string): Promise<void> {
    if (each.isRetiring) return;
    each.isRetiring = true;
    each.task.deactivate();
    await this.deregister(each);
    each.task.stop({ code: 'ServiceSchedulerInitiated', reason });
  }

  private async deregister({ task }: ServiceTask): Promise<void> {
    const groups = this.settings.loadBalancers.map(({ targetGroupArn }) => targetGroupArn);
    await Promise.all(groups.map((arn) => this.targets.deregister(arn, task.id)));
  }

  /** Too many failures in a row end a deployment; it goes back to the last one that went well, where there is one. */
  private breakCircuit(): void {
    const { breaker } = this.settings;
    const [newest] = this.service.deployments;
    if (!breaker.enable || newest?.outcome !== 'IN_PROGRESS') return;
    if ((newest.counts?.failed ?? 0) < failureThreshold(this.service.desiredCount)) return;
    newest.reason = 'ECS deployment circuit breaker: tasks failed to start.';
    this.fail(newest, 'tasks failed to start', breaker.rollback ? completed(this.service) : undefined);
  }

  /** An alarm that rings ends a deployment too, where there is one to go back to. */
  private heedAlarms(): void {
    const [newest] = this.service.deployments;
    const before = completed(this.service);
    if (newest?.outcome !== 'IN_PROGRESS' || !before || !this.watch.hasRung) return;
    newest.reason = 'ECS deployment alarms: alarm detected.';
    this.fail(newest, 'alarm detected', before);
  }

  private fail(deployment: Deployment, why: string, before: Deployment | undefined): void {
    end(deployment, before ? 'ROLLBACK_IN_PROGRESS' : 'ROLLBACK_FAILED');
    this.notBefore = 0;
    this.tell(`(deployment ${deployment.id}) deployment failed: ${why}.`);
    if (before) this.tell(`rolling back to deployment ${before.id}.`);
  }

  private count(): void {
    for (const deployment of this.service.deployments) {
      if (!deployment.counts || !this.definitions.get(deployment.id)) continue;
      const own = this.tasks.filter((each) => each.deployment === deployment).map(({ task }) => task.status);
      deployment.counts.pending = own.filter((status) => status === 'PENDING').length;
      deployment.counts.running = own.filter((status) => status !== 'PENDING' && status !== 'STOPPED').length;
    }
  }

  /** A deployment is complete when all that it wants is healthy, and nothing else is left. */
  private conclude(): void {
    const wanted = primary(this.service);
    if (!wanted || this.isSteady) return;
    const own = this.tasks.filter((each) => each.deployment === wanted && this.isHealthy(each));
    const count = this.definitions.get(wanted.id) ? this.service.desiredCount : 0;
    if (own.length !== count || this.tasks.length !== count) return;
    if (wanted.outcome === 'IN_PROGRESS' && this.watch.isInDoubt) return;
    this.isSteady = true;
    const [newest] = this.service.deployments;
    if (newest?.outcome === 'ROLLBACK_IN_PROGRESS') end(newest, 'ROLLBACK_SUCCESSFUL');
    if (wanted.outcome === 'IN_PROGRESS' || newest !== wanted)
      this.tell(`(deployment ${wanted.id}) deployment completed.`);
    if (wanted.outcome === 'IN_PROGRESS') end(wanted, 'SUCCESSFUL');
    this.tell('has reached a steady state.');
  }

  /** Adds an event, in ECS's words. */
  private tell(message: string): void {
    tell(this.service, `(service ${this.service.name}) ${message}`);
  }
}
