import { Fn, ITerraformDependable, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { checked, checkedWord, Duration, placed, Statement, inProperty, TerraformData } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { beforeNothing } from './errors';
import { Grantee } from '../grantee';
import { inputs } from '../inputs/inputs';
import { checkedTimeout } from '../scheduled-job/props';
import { describeTask } from '../task/description';
import { ImageOwner, ImageSource, onceReleased, RunnableImage } from '../task/image';
import { imageOf } from '../task/own-image';
import { normaliseTask, refuseService, TaskOptions, TaskProps } from '../task/props';
import { Task } from '../task/task';

/** What a {@link OneOffTask} is asked. Sizes as `'0.25 vCPU'` and `'512 MiB'`, times as `'10 minutes'`. */
export interface OneOffTaskProps extends Omit<TaskProps, 'containerCheck'> {
  /**
   * The service whose release it runs, or an image of a public registry by digest. With one of its own, which holds what
   * the service's leaves out (a migration its tool), it is released like a service: first it, then the service.
   * @default a repository of its own, and its own releases
   */
  readonly image?: ImageSource;
  /** What waits until it has ended well: they are neither started nor changed if it fails. */
  readonly before: readonly { startAfter(needed: ITerraformDependable): void }[];
  /** After which it is stopped and counts as failed; at most 1 day. @default '15 minutes' */
  readonly timeout?: Duration;
}

function refuseNothing({ before }: OneOffTaskProps): void {
  if (before.length === 0) throw beforeNothing();
}

/** The program that runs it, from the root of the workspace. */
const runner = 'tools/run-task/src/cli.ts';

/**
 * A task that runs once in each deploy that changes it, before the services that need what it does: the migration of a
 * database. A new release of its image changes it. The deploy waits for it, shows its log, and fails if it fails, with
 * the services as they were; the next deploy runs it again. It must therefore bear to run twice, and the service that is
 * replaced has to get along with what it leaves behind.
 *
 * Costs nothing but its share of a node while it runs. How it comes between: docs/decisions/one-off-tasks.md.
 *
 * @example
 * new OneOffTask(this, 'migration', {
 *   image: backend,
 *   before: [backend],
 *   command: ['node', 'migrate.js'],
 *   database,
 *   cpu: '0.125 vCPU',
 *   memory: '256 MiB',
 * });
 */
export class OneOffTask extends Construct implements Grantee, ImageOwner {
  /** The name by which the task is known within its application. */
  readonly taskName: string;
  /** The image that it runs: jobs and services can run it too. */
  readonly image: RunnableImage;

  private readonly task: Task;

  constructor(scope: Construct, id: string, props: OneOffTaskProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'OneOffTask.props', props);
    const { environment } = ApplicationStack.of(this);
    this.taskName = checked(this, () => checkedWord('a task', this.node.id), 'task');
    const context = { name: this.taskName, environment: environment.name };
    const normalised = normaliseTask(props, context, (check, standIn) => checked(this, check, standIn));
    checked(this, () => refuseService(props, this.taskName), undefined);
    checked(this, () => refuseNothing(props), undefined);
    const timeoutSeconds = checked(
      this,
      inProperty('timeout', () => checkedTimeout(props.timeout ?? '15 minutes')),
      900,
    );

    this.image = imageOf(this, this.taskName, props.image);
    const options = { ...normalised, name: this.taskName, image: this.image, mostAtOnce: 1 };
    this.task = new Task(this, 'task', options);
    const run = this.run(options, timeoutSeconds);
    for (const service of props.before) service.startAfter(run);
    this.describe(options);
  }

  allow(statement: Statement): void {
    this.task.allow(statement);
  }

  /** Runs again whenever the task definition is another one. One that failed is tainted, and runs again in any case. */
  private run(options: TaskOptions, timeoutSeconds: number): TerraformData {
    const { platform } = ApplicationStack.of(this);
    const order = Fn.jsonencode({
      cluster: platform.fact('cluster-arn'),
      taskDefinition: this.task.definition.arn,
      capacityProvider: platform.capacityProvider(options.architecture),
      container: options.name,
      logGroup: this.task.log.name,
      timeoutSeconds,
    });
    const run = new TerraformData(this, 'run', {
      triggersReplace: this.task.definition.arn,
      command: `npx --no-install tsx "$NX_WORKSPACE_ROOT/${runner}"`,
      environment: { RUN_TASK: order },
    });
    run.addOverride('count', onceReleased(options.image, 1, 0));
    this.task.awaitedBy(run);
    return run;
  }

  private describe(options: TaskOptions): void {
    new TerraformOutput(this, 'description', {
      value: { oneOffTask: this.taskName, ...describeTask(options) },
    });
  }
}
