import { organisation } from '@dotkom/stack';
import { NormalisedCheck, NormalisedContainer } from './normalise';

/** How much one writable folder holds. */
const folderMebibytes = 64;

/** A port of a container. With a name, ECS Service Connect can lead to it. */
export interface ContainerPort {
  readonly port: number;
  readonly name?: string;
}

export interface ContainerDefinitionProps extends NormalisedContainer {
  readonly name: string;
  readonly image: string;
  readonly essential?: boolean;
  readonly port?: ContainerPort;
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
  readonly logGroupName: string;
  readonly secretArn: (parameter: string) => string;
}

/**
 * A container as ECS wants it. Every default is said, because ECS answers them and a plan would see a change. It is
 * closed down: its disk is read only but for folders in memory, it is not root, it has no capability and can gain none beyond those that
 * are asked for, and it is never privileged.
 */
export function containerDefinition(props: ContainerDefinitionProps): object {
  return {
    name: props.name,
    image: props.image,
    essential: props.essential ?? true,
    cpu: props.cpuUnits,
    memory: props.memoryMebibytes,
    ...(props.entryPoint && { entryPoint: props.entryPoint }),
    ...(props.command && { command: props.command }),
    user: props.user,
    portMappings: props.port ? [portMapping(props.port)] : [],
    environment: props.settings,
    secrets: props.secrets.map(({ variable, parameter }) => ({
      name: variable,
      valueFrom: props.secretArn(parameter),
    })),
    ...(props.containerCheck && { healthCheck: healthCheck(props.containerCheck) }),
    ...(props.dependsOn?.length && { dependsOn: props.dependsOn }),
    readonlyRootFilesystem: props.readOnlyRoot,
    linuxParameters: {
      initProcessEnabled: true,
      capabilities: { add: props.capabilities, drop: ['ALL'] },
      tmpfs: props.writable.map((containerPath) => ({
        containerPath,
        size: folderMebibytes,
        // By itself it would have the owner and the mode of the folder it covers, which is root's in most images.
        mountOptions: ['nosuid', 'nodev', 'mode=1777'],
      })),
    },
    privileged: false,
    stopTimeout: props.stopSeconds,
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: logConfiguration(props.logGroupName, props.name),
  };
}

/** Where a container writes: a log that cannot be written must not stop it. */
export function logConfiguration(logGroupName: string, streamPrefix: string) {
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroupName,
      'awslogs-region': organisation.region,
      'awslogs-stream-prefix': streamPrefix,
      mode: 'non-blocking',
      'max-buffer-size': '4m',
    },
  };
}

function portMapping({ port, name }: ContainerPort): object {
  // Host port 0: Docker takes a free one, so that as many tasks as have room share a node.
  return { containerPort: port, hostPort: 0, protocol: 'tcp', ...(name && { name, appProtocol: 'http' }) };
}

function healthCheck({ command, intervalSeconds, timeoutSeconds, startSeconds }: NormalisedCheck): object {
  return {
    command: ['CMD', ...command],
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    startPeriod: startSeconds,
    retries: 3,
  };
}
