import { Fn, TerraformOutput, Token } from 'cdktf';
import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { awsName, checked, checkedWord, organisation } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Release } from '../releases';
import { ImageRepository } from './image-repository';
import { normalise, NormalisedWebService, WebServiceProps } from './props';
import { Route } from './route';
import { createTaskDefinition } from './task-definition';
import { TaskRoles } from './task-roles';

const logRetentionDays = 14;

/**
 * A service that people reach through the gateway: its containers run on the nodes of its architecture, its host name
 * leads to them, and a deploy that does not become healthy is rolled back and fails. Costs nothing of its own: it
 * shares the nodes and the gateway.
 *
 * The service starts with its first release; until then its infrastructure stands and no task runs.
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
export class WebService extends Construct {
  /** The name by which the service is known within its application. */
  readonly service: string;

  private readonly stack: ApplicationStack;
  private readonly normalised: NormalisedWebService;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.stack = ApplicationStack.of(this);
    this.service = checked(this, () => checkedWord('a service', id), 'service');
    this.normalised = normalise(props, (check, standIn) => checked(this, check, standIn));

    const release = this.stack.releases.of(this.service);
    const { taskDefinition, roles } = this.createTask(release);
    const route = new Route(this, 'route', { service: this.service, ...this.normalised });
    this.createService(taskDefinition, roles, route, release);
    this.describe(release);
  }

  private createTask(release: Release): { taskDefinition: EcsTaskDefinition; roles: TaskRoles } {
    const { application, environment } = this.stack;
    const repository = new ImageRepository(this, 'images', this.service);
    const logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/applications/${application}/${environment.name}/${this.service}`,
      retentionInDays: logRetentionDays,
    });
    const roles = new TaskRoles(this, 'roles', {
      service: this.service,
      repositoryArn: repository.arn,
      logGroupArn: logGroup.arn,
      secretArns: this.normalised.secrets.map((name) => this.secretArn(name)),
    });
    const taskDefinition = createTaskDefinition(this, {
      ...this.normalised,
      service: this.service,
      repositoryUrl: repository.url,
      release,
      logGroupName: logGroup.name,
      roles,
      secretArn: (name) => this.secretArn(name),
    });
    return { taskDefinition, roles };
  }

  private secretArn(name: string): string {
    const { accountId, application, environment } = this.stack;
    return `arn:aws:ssm:${organisation.region}:${accountId}:parameter/secrets/${application}/${environment.name}/${name}`;
  }

  private createService(
    taskDefinition: EcsTaskDefinition,
    roles: TaskRoles,
    route: Route,
    release: Release,
  ): void {
    const { application, environment, platform } = this.stack;
    const { architecture, count, port, startSeconds } = this.normalised;
    new EcsService(this, 'service', {
      name: awsName('ECS service', [application, environment.name, this.service]),
      cluster: platform.fact('cluster-arn'),
      taskDefinition: taskDefinition.arn,
      desiredCount: Token.asNumber(Fn.conditional(release.exists, count, 0)),
      // Never a launch type: managed scaling does not see its tasks, and there is no way back from it.
      capacityProviderStrategy: [{ capacityProvider: platform.capacityProvider(architecture), weight: 1 }],
      orderedPlacementStrategy: [
        { type: 'spread', field: 'attribute:ecs.availability-zone' },
        { type: 'binpack', field: 'memory' },
      ],
      availabilityZoneRebalancing: 'DISABLED', // Moves tasks about on a cluster this small for nothing.
      loadBalancer: [
        { targetGroupArn: route.targetGroupArn, containerName: this.service, containerPort: port },
      ],
      healthCheckGracePeriodSeconds: startSeconds,
      deploymentController: { type: 'ECS' },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      enableExecuteCommand: false,
      waitForSteadyState: true,
      timeouts: { create: '15m', update: '15m', delete: '15m' },
      lifecycle: {
        postcondition: [
          {
            // A rollback is a steady state too: without this, it would look like a deploy.
            condition: `\${self.task_definition == ${taskDefinition.fqn}.arn}`,
            errorMessage: `The deploy of ${application}'s ${this.service} was rolled back: it runs \${self.task_definition}.`,
          },
        ],
      },
      dependsOn: [route.rule, roles.executionPolicy],
    });
  }

  /** What a person wants to know about the service, as an output: deploy tools show it. */
  private describe(release: Release): void {
    const { host, healthCheckPath, cpuUnits, memoryMebibytes, count, architecture } = this.normalised;
    new TerraformOutput(this, 'description', {
      value: {
        service: this.service,
        host,
        healthCheckPath,
        pool: architecture,
        cpuUnits,
        memoryMebibytes,
        count,
        digest: release.digest,
      },
    });
  }
}
