import { ITerraformDependable, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { Alarm, awsName, checked, checkedWord, placed, Statement } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { createEcsService } from '../ecs-service/ecs-service';
import { mostAtOnce } from '../ecs-service/rolling';
import { Grantee } from '../grantee';
import { inputs } from '../inputs/inputs';
import { TaskScaling } from '../scaling/scaling';
import { describeTask } from '../task/description';
import { ImageOwner, RunnableImage } from '../task/image';
import { imageOf } from '../task/own-image';
import { Kept, keptBy } from '../task/kept';
import { TaskOptions } from '../task/props';
import { Task } from '../task/task';
import { waitFor } from '../task/task-roles';
import { DeploymentAlarms } from './deployment-alarms';
import { normalise, NormalisedWebService, WebServiceProps } from './props';
import { Route } from './route';
import { portName, serviceConnectConfiguration } from './service-connect';

/**
 * A service that people reach through the gateway: its containers run on the nodes of its architecture, its host names
 * lead to them, and a deploy that does not become healthy, or answers badly, is rolled back and fails. Costs nothing of its
 * own but its three alarms (0.10 dollars a month each, after the account's first ten): it shares the nodes and the gateway.
 *
 * The service starts with its first release; until then its infrastructure stands and no task runs.
 *
 * Its containers are closed down: their disk is read only but for /tmp, they have no capabilities, and nobody can open a
 * shell in them, and they do not run as root. An image that needs more says so, and why (`writable`, `writableRoot`,
 * `capabilities`, `user`).
 *
 * @example
 * new WebService(this, 'backend', {
 *   host: environment.pick({ prod: 'api.grades.no', staging: 'api.staging.grades.no' }),
 *   port: 5555,
 *   healthCheck: '/health',
 *   cpu: '0.125 vCPU',
 *   memory: '256 MiB',
 * });
 */
export class WebService extends Construct implements Grantee, ImageOwner {
  /** The name by which the service is known within its application. */
  readonly service: string;
  /** The image that it runs: jobs and other services can run it too. */
  readonly image: RunnableImage;

  private readonly normalised: NormalisedWebService;
  private readonly kept: Kept;
  private readonly task: Task;
  private readonly ecsService: EcsService;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'WebService.props', props);
    const { environment } = ApplicationStack.of(this);
    this.service = checked(this, () => checkedWord('a service', this.node.id), 'service');
    this.normalised = normalise(
      props,
      { name: this.service, environment: environment.name },
      (check, standIn) => checked(this, check, standIn),
    );

    this.kept = keptBy(this, this.service, props);
    this.image = imageOf(this, this.service, props.image, this.kept);
    const options = this.taskOptions();
    this.task = new Task(this, 'task', options);
    const route = new Route(this, 'route', { service: this.service, ...this.normalised });
    this.ecsService = this.createService(options, route);
    route.open(this.normalised.hosts, this, this.ecsService);
    this.scale(route);
    this.watch(route);
    this.describe(options);
  }

  allow(statement: Statement): void {
    this.task.allow(statement);
  }

  /** Has a deploy of the service wait for something: it is neither made nor changed before that is there. */
  startAfter(needed: ITerraformDependable): void {
    waitFor(this.ecsService, [needed]);
  }

  private taskOptions(): TaskOptions {
    const { count, port, rolling, scaling, serviceConnect } = this.normalised;
    const isCalled = serviceConnect !== undefined && serviceConnect !== 'caller';
    return {
      ...this.normalised,
      name: this.service,
      image: this.image,
      kept: this.kept,
      mostAtOnce: mostAtOnce(scaling?.max ?? count, rolling),
      port: { port, ...(isCalled && { name: portName }) },
    };
  }

  private createService(options: TaskOptions, { targetGroup, attachment }: Route): EcsService {
    const { count, port, rolling, scaling, serviceConnect, startSeconds } = this.normalised;
    const rollBackOn = this.deploymentAlarms(targetGroup.arnSuffix);
    return createEcsService(this, {
      task: this.task,
      options,
      count,
      scaled: scaling !== undefined,
      rolling,
      rollBackOn,
      gateway: { targetGroupArn: targetGroup.arn, port, graceSeconds: startSeconds, attachment },
      ...(serviceConnect && {
        serviceConnect: serviceConnectConfiguration(this, serviceConnect, {
          port,
          logGroupName: this.task.log.name,
        }),
      }),
    });
  }

  private deploymentAlarms(targetGroupMetricName: string): readonly string[] {
    const { rollBackOn } = this.normalised;
    if (!rollBackOn) return [];
    return new DeploymentAlarms(this, 'deploy', {
      ...rollBackOn,
      service: this.service,
      targetGroupMetricName,
    }).names;
  }

  private scale({ targetGroup }: Route): void {
    if (!this.normalised.scaling) return;
    new TaskScaling(this, 'scaling', {
      ...this.normalised.scaling,
      service: this.ecsService,
      image: this.image,
      targetGroupMetricName: targetGroup.arnSuffix,
    });
  }

  private watch({ targetGroup }: Route): void {
    if (!this.normalised.alarms) return;
    const { application, environment, platform } = ApplicationStack.of(this);
    new Alarm(this, 'unhealthy-alarm', {
      name: awsName('alarm', [application, environment.name, this.service, 'unhealthy']),
      summary: `A task of ${application}'s ${this.service} in ${environment.name} does not answer its health check.`,
      runbook: 'unhealthy-hosts',
      metric: {
        namespace: 'AWS/ApplicationELB',
        name: 'UnHealthyHostCount',
        dimensions: {
          TargetGroup: targetGroup.arnSuffix,
          LoadBalancer: platform.fact('gateway-metric-name'),
        },
        statistic: 'Minimum',
      },
      when: { above: 0 },
      periods: 5,
      topicArn: platform.fact('alarm-topic-arn'),
    });
  }

  private describe(options: TaskOptions): void {
    const { hosts, gatewayCheck, count, scaling } = this.normalised;
    new TerraformOutput(this, 'description', {
      value: {
        service: this.service,
        host: hosts[0]?.host,
        hosts: hosts.map(({ host }) => host),
        healthCheckPath: gatewayCheck.path,
        count,
        mostTasks: scaling?.max ?? count,
        ...describeTask(options),
      },
    });
  }
}
