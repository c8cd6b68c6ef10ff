import { DescribeTaskDefinitionCommand, TaskDefinition } from '@aws-sdk/client-ecs';
import {
  AtOnce,
  JsonObject,
  objectsIn,
  RememberedService,
  Scheduling,
  ServiceMemory,
  TaskOrder,
} from '@dotkom/local-aws';
import { Targets } from '../gateway/targets';
import { Node, Task } from '../tasks/task';
import { imageOf } from '../tasks/task-image';
import { ServiceTasks } from './service-tasks';
import { serviceBehind } from './service-settings';

/**
 * Scheduling where a container engine answers: a service whose image the engine has runs as containers, any other as
 * the stand-in that it is without one.
 */
export class Nodes implements Scheduling {
  private readonly node: Node;
  private readonly targets: Targets;
  private readonly memory: ServiceMemory;
  private readonly standIns: AtOnce;
  private readonly services = new Map<RememberedService, ServiceTasks>();
  private readonly once = new Map<string, Task>();

  constructor(node: Node, targets: Targets, memory: ServiceMemory) {
    this.node = node;
    this.targets = targets;
    this.memory = memory;
    this.standIns = new AtOnce(memory);
  }

  async deploy(service: RememberedService): Promise<void> {
    const [deployment] = service.deployments;
    if (!deployment) return;
    const definition = await this.runnable(deployment.taskDefinition);
    const known = this.services.get(service);
    if (!definition && !known) return this.standIns.deploy(service);
    const tasks = known ?? new ServiceTasks(this.node, this.targets, service);
    this.services.set(service, tasks);
    tasks.begin(deployment, definition);
  }

  async scale(service: RememberedService): Promise<void> {
    this.services.get(service)?.scale();
  }

  async remove(service: RememberedService): Promise<void> {
    const tasks = this.services.get(service);
    this.services.delete(service);
    await tasks?.remove();
  }

  async runTask(order: TaskOrder): Promise<JsonObject> {
    const definition = order.taskDefinition as unknown as TaskDefinition;
    if (!(await this.hasImage(definition))) return this.standIns.runTask(order);
    const task = new Task(this.node, {
      clusterArn: order.clusterArn,
      definition,
      group: `family:${definition.family}`,
      startedBy: order.startedBy,
      overrides: objectsIn(order.overrides?.['containerOverrides']),
    });
    this.once.set(task.arn, task);
    void task.run().then(() => this.once.delete(task.arn));
    return task.asEcsAnswers;
  }

  async stopTask(taskArn: string, reason: string): Promise<JsonObject | undefined> {
    const ofServices = [...this.services.values()].map((tasks) => tasks.find(taskArn));
    const found = this.once.get(taskArn) ?? ofServices.find(Boolean);
    found?.stop({ code: 'UserInitiated', reason });
    return found?.asEcsAnswers;
  }

  /** Whether a stand-in answers for the service behind a target group, where no task does. */
  hasStandIn(targetGroupArn: string): boolean {
    const service = serviceBehind(this.memory, targetGroupArn);
    return service !== undefined && (this.services.get(service)?.hasStandIn ?? true);
  }

  /** Nothing is started any more; what runs, the engine ends. */
  stop(): void {
    for (const tasks of this.services.values()) tasks.halt();
  }

  /** The task definition, when the engine has the image of its first container: the application's own. */
  private async runnable(arn: string): Promise<TaskDefinition | undefined> {
    const { taskDefinition } = await this.node.clients.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: arn }),
    );
    return taskDefinition && (await this.hasImage(taskDefinition)) ? taskDefinition : undefined;
  }

  /** Also where the engine cannot say: then the task is tried, fails, and tells what the engine says. */
  private hasImage({ containerDefinitions = [] }: TaskDefinition): Promise<boolean> {
    const image = containerDefinitions[0]?.image ?? '';
    return imageOf(this.node.engine, image).then(
      (found) => found !== undefined,
      () => true,
    );
  }
}
