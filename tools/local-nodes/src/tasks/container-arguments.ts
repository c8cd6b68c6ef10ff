import { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { Engine } from '../engine/engine';

/** Where a container stands. */
export interface Place {
  name: string;
  image: string;
  /** Labels that tell whose it is. */
  labels: Readonly<Record<string, string>>;
  network: string;
  /** Names by which others of the network find it. */
  aliases: readonly string[];
  /** Names that it finds, each with its address. */
  hosts: Readonly<Record<string, string>>;
  /** Files of this machine that it sees, each by its path within. Read only. */
  files: Readonly<Record<string, string>>;
}

/** The arguments of the engine's `run` that make of a registered container definition what the ECS agent makes of it. */
export function containerArguments(
  { kind }: Pick<Engine, 'kind'>,
  definition: ContainerDefinition,
  task: TaskDefinition,
  place: Place,
  environment: Readonly<Record<string, string>>,
  secrets: readonly string[],
): string[] {
  const { entryPoint = [], command = [], image: _ } = definition;
  return [
    ...['--name', place.name, '--pull', 'never', '--log-driver', 'none', '--no-healthcheck'],
    ...each('--label', Object.entries(place.labels).map(pair)),
    ...['--network', place.network],
    ...each('--network-alias', place.aliases),
    ...each(
      '--add-host',
      Object.entries(place.hosts).map(([host, address]) => `${host}:${address}`),
    ),
    ...each(
      '--volume',
      Object.entries(place.files).map(([within, file]) => `${file}:${within}:ro`),
    ),
    ...resources(definition, task),
    ...restrictions(definition, kind),
    ...each('--publish', (definition.portMappings ?? []).map(published)),
    ...each('--env', Object.entries(environment).map(pair)),
    ...each('--env', secrets), // Their values are in the environment of the engine's client, not among its arguments.
    ...(definition.user ? ['--user', definition.user] : []),
    ...(definition.workingDirectory ? ['--workdir', definition.workingDirectory] : []),
    ...(entryPoint[0] ? ['--entrypoint', entryPoint[0]] : []),
    ...[place.image, ...entryPoint.slice(1), ...command],
  ];
}

function resources(
  { cpu, memory, memoryReservation, ulimits = [] }: ContainerDefinition,
  task: TaskDefinition,
) {
  const limit = memory ?? (task.memory ? Number(task.memory) : undefined);
  return [
    // The ECS agent gives at least 2 shares.
    ...['--cpu-shares', String(Math.max(cpu ?? 0, 2))],
    ...(limit ? ['--memory', `${limit}m`, '--memory-swap', `${limit}m`] : []),
    ...(memoryReservation ? ['--memory-reservation', `${memoryReservation}m`] : []),
    ...each(
      '--ulimit',
      ulimits.map(({ name, softLimit, hardLimit }) => `${name}=${softLimit}:${hardLimit}`),
    ),
  ];
}

function restrictions(definition: ContainerDefinition, kind: Engine['kind']): string[] {
  const {
    readonlyRootFilesystem,
    linuxParameters,
    dockerSecurityOptions = [],
    systemControls = [],
  } = definition;
  const { capabilities, initProcessEnabled, tmpfs = [] } = linuxParameters ?? {};
  // Podman gives a read-only container folders to write to, and copies into one in memory what the image has there.
  const readOnly = kind === 'podman' ? ['--read-only', '--read-only-tmpfs=false'] : ['--read-only'];
  const notCopied = kind === 'podman' ? ['notmpcopyup'] : [];
  return [
    ...(readonlyRootFilesystem ? readOnly : []),
    ...(initProcessEnabled ? ['--init'] : []),
    ...each('--cap-drop', capabilities?.drop ?? []),
    ...each('--cap-add', capabilities?.add ?? []),
    ...each('--security-opt', dockerSecurityOptions),
    ...each(
      '--sysctl',
      systemControls.map(({ namespace, value }) => `${namespace}=${value}`),
    ),
    ...each(
      '--tmpfs',
      tmpfs.map(({ containerPath, size, mountOptions = [] }) =>
        [`${containerPath}:rw`, `size=${size}m`, ...mountOptions, ...notCopied].join(','),
      ),
    ),
  ];
}

/** On loopback alone, on a port that the engine finds. */
function published({
  containerPort,
  protocol = 'tcp',
}: NonNullable<ContainerDefinition['portMappings']>[number]) {
  return `127.0.0.1::${containerPort}/${protocol}`;
}

function each(option: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [option, value]);
}

function pair([name, value]: readonly [string, string]): string {
  return `${name}=${value}`;
}
