import { ITerraformDependable, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { checked, checkedWord, placed, Statement } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { createEcsService } from '../ecs-service/ecs-service';
import { mostAtOnce } from '../ecs-service/rolling';
import { Grantee } from '../grantee';
import { inputs } from '../inputs/inputs';
import { describeTask } from '../task/description';
import { ImageOwner, RunnableImage } from '../task/image';
import { imageOf } from '../task/own-image';
import { keptBy } from '../task/kept';
import { TaskOptions } from '../task/props';
import { Task } from '../task/task';
import { waitFor } from '../task/task-roles';
import { normaliseWorker, WorkerProps } from './props';

/**
 * A service that nobody calls: it takes its work from a queue, a database, a clock of its own. It shares the nodes and
 * costs nothing of its own. A deploy that does not become healthy is rolled back and fails, as with a web service.
 *
 * @example
 * new Worker(this, 'mailer', {
 *   image: backend,
 *   command: ['node', 'mailer.js'],
 *   healthCheck: { command: ['node', 'mailer-health.js'] },
 *   cpu: '0.125 vCPU',
 *   memory: '256 MiB',
 * });
 */
export class Worker extends Construct implements Grantee, ImageOwner {
  /** The name by which the worker is known within its application. */
  readonly service: string;
  /** The image that it runs: jobs and other services can run it too. */
  readonly image: RunnableImage;

  private readonly task: Task;
  private readonly ecsService: EcsService;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Worker.props', props);
    const { environment } = ApplicationStack.of(this);
    this.service = checked(this, () => checkedWord('a worker', this.node.id), 'worker');
    const context = { name: this.service, environment: environment.name };
    const normalised = normaliseWorker(props, context, (check, standIn) => checked(this, check, standIn));

    const kept = keptBy(this, this.service, props);
    this.image = imageOf(this, this.service, props.image, kept);
    const { count, rolling } = normalised;
    const options = {
      ...normalised,
      name: this.service,
      image: this.image,
      kept,
      mostAtOnce: mostAtOnce(count, rolling),
    };
    this.task = new Task(this, 'task', options);
    this.ecsService = createEcsService(this, { task: this.task, options, count, scaled: false, rolling });
    this.describe(options, count);
  }

  allow(statement: Statement): void {
    this.task.allow(statement);
  }

  /** Has a deploy of the worker wait for something: it is neither made nor changed before that is there. */
  startAfter(needed: ITerraformDependable): void {
    waitFor(this.ecsService, [needed]);
  }

  private describe(options: TaskOptions, count: number): void {
    new TerraformOutput(this, 'description', {
      value: { service: this.service, count, mostTasks: count, ...describeTask(options) },
    });
  }
}
