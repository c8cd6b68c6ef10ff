import { ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import {
  EcsService,
  EcsServiceConfig,
  EcsServiceServiceConnectConfiguration,
} from '@cdktf/provider-aws/lib/ecs-service';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { onceReleased } from '../task/image';
import { TaskOptions } from '../task/props';
import { Task } from '../task/task';
import { NormalisedRolling } from './rolling';

export interface LongRunningProps {
  readonly task: Task;
  readonly options: TaskOptions;
  /** How many run once there is a release; at first only, where the number is scaled. */
  readonly count: number;
  readonly scaled: boolean;
  readonly rolling: NormalisedRolling;
  /** The names of the alarms that take a deploy back. */
  readonly rollBackOn?: readonly string[];
  readonly gateway?: {
    readonly targetGroupArn: string;
    readonly port: number;
    /** How long failed health checks do not count, after a task has started. */
    readonly graceSeconds: number;
    readonly attachment: ITerraformDependable;
  };
  readonly serviceConnect?: EcsServiceServiceConnectConfiguration;
}

/**
 * The ECS service that keeps a task running. A deploy that does not become healthy is rolled back, and fails: it waits
 * for a steady state, and does not take the one after a rollback for success.
 */
export function createEcsService(scope: Construct, props: LongRunningProps): EcsService {
  const { task, options, count, rolling, rollBackOn = [], gateway } = props;
  const { application, environment, platform } = ApplicationStack.of(scope);
  const service = new EcsService(scope, 'service', {
    name: awsName('ECS service', [application, environment.name, options.name]),
    cluster: platform.fact('cluster-arn'),
    taskDefinition: task.definition.arn,
    desiredCount: Token.asNumber(onceReleased(options.image, count, 0)),
    // Never a launch type: managed scaling does not see its tasks, and there is no way back from it.
    capacityProviderStrategy: [
      { capacityProvider: platform.capacityProvider(options.architecture), weight: 1 },
    ],
    orderedPlacementStrategy: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' },
    ],
    availabilityZoneRebalancing: 'DISABLED', // Moves tasks about on a cluster this small for nothing.
    ...(gateway && behindGateway(gateway, options.name)),
    ...(props.serviceConnect && { serviceConnectConfiguration: props.serviceConnect }),
    // Without it, the provider replaces a service that moves to another pool, or refuses to change it.
    forceNewDeployment: true,
    deploymentController: { type: 'ECS' },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(rollBackOn.length > 0 && { alarms: { alarmNames: [...rollBackOn], enable: true, rollback: true } }),
    deploymentMinimumHealthyPercent: rolling.minimumHealthyPercent,
    deploymentMaximumPercent: rolling.maximumPercent,
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    enableExecuteCommand: options.exec,
    waitForSteadyState: true,
    lifecycle: {
      // One that gets another name or cluster is there and healthy before the old one goes, as new tasks are in a deploy.
      createBeforeDestroy: rolling.maximumPercent > 100,
      ...(props.scaled && { ignoreChanges: ['desired_count'] }),
      postcondition: [
        {
          // A rollback is a steady state too: without this, it would look like a deploy.
          condition: `\${self.task_definition == ${task.definition.fqn}.arn}`,
          errorMessage: `The deploy of ${application}'s ${options.name} was rolled back: it runs \${self.task_definition}.`,
        },
      ],
    },
    dependsOn: gateway ? [gateway.attachment] : [],
  });
  task.awaitedBy(service);
  return service;
}

function behindGateway(
  { targetGroupArn, port, graceSeconds }: NonNullable<LongRunningProps['gateway']>,
  containerName: string,
): Partial<EcsServiceConfig> {
  return {
    loadBalancer: [{ targetGroupArn, containerName, containerPort: port }],
    healthCheckGracePeriodSeconds: graceSeconds,
  };
}
