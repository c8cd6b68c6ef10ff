import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { awsName, organisation } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Release } from '../releases';
import { NormalisedWebService, stopMarginSeconds } from './props';
import { TaskRoles } from './task-roles';

export interface TaskDefinitionProps extends NormalisedWebService {
  readonly service: string;
  readonly repositoryUrl: string;
  readonly release: Release;
  readonly logGroupName: string;
  readonly roles: TaskRoles;
  readonly secretArn: (name: string) => string;
}

const cpuArchitectures = { arm64: 'ARM64', amd64: 'X86_64' } as const;

/**
 * The task definition of a service with one container, in bridge mode with a dynamic host port: small instances carry
 * two tasks each in awsvpc mode, and as many as have room in this one.
 */
export function createTaskDefinition(scope: Construct, props: TaskDefinitionProps): EcsTaskDefinition {
  const { application, environment } = ApplicationStack.of(scope);
  return new EcsTaskDefinition(scope, 'task-definition', {
    family: awsName('task definition family', [application, environment.name, props.service]),
    requiresCompatibilities: ['EC2'],
    networkMode: 'bridge',
    cpu: String(props.cpuUnits),
    memory: String(props.memoryMebibytes),
    runtimePlatform: {
      operatingSystemFamily: 'LINUX',
      cpuArchitecture: cpuArchitectures[props.architecture],
    },
    executionRoleArn: props.roles.executionRoleArn,
    taskRoleArn: props.roles.taskRoleArn,
    containerDefinitions: JSON.stringify([container(props)]),
    skipDestroy: true, // ECS rolls back to an older revision, so it must still be there.
    lifecycle: { createBeforeDestroy: true },
  });
}

function container(props: TaskDefinitionProps): object {
  return {
    name: props.service,
    image: image(props),
    essential: true,
    cpu: props.cpuUnits,
    memory: props.memoryMebibytes,
    portMappings: [{ containerPort: props.port, hostPort: 0, protocol: 'tcp' }],
    environment: props.environment,
    secrets: props.secrets.map((name) => ({ name, valueFrom: props.secretArn(name) })),
    linuxParameters: { initProcessEnabled: true },
    privileged: false,
    // Longer than the gateway drains, so that no request is cut by the container's end.
    stopTimeout: props.drainSeconds + stopMarginSeconds,
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': props.logGroupName,
        'awslogs-region': organisation.region,
        'awslogs-stream-prefix': props.service,
        // A log that cannot be written must not stop the application.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  };
}

/** Before the first release no task runs, and the name only has to be one that ECS takes. */
function image({ repositoryUrl, release }: TaskDefinitionProps): string {
  const reference = Fn.conditional(release.exists, `@${release.digest}`, ':unreleased');
  return `${repositoryUrl}${Token.asString(reference)}`;
}
