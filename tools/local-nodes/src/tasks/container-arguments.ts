import { ContainerDefinition, PortMapping, TaskDefinition } from '@aws-sdk/client-ecs';
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
  /** Its settings. */
  environment: Readonly<Record<string, string>>;
  /** The names of its secrets. */
  secrets: readonly string[];
}

/** Options of the engine's `run` by their long names; one with several values is given once for each. */
type Options = Record<string, string | boolean | readonly string[] | undefined>;

/** The arguments of the engine's `run` that make of a registered container definition what the ECS agent makes of it. */
export function containerArguments(
  { kind }: Pick<Engine, 'kind'>,
  definition: ContainerDefinition,
  task: TaskDefinition,
  place: Place,
): string[] {
  const { entryPoint = [], command = [], portMappings = [], user, workingDirectory } = definition;
  const options: Options = {
    name: place.name,
    pull: 'never',
    'log-driver': 'none',
    'no-healthcheck': true,
    label: joined(place.labels, '='),
    network: place.network,
    'network-alias': place.aliases,
    'add-host': joined(place.hosts, ':'),
    volume: Object.entries(place.files).map(([within, file]) => `${file}:${within}:ro`),
    ...resources(definition, task),
    ...restrictions(definition, kind),
    publish: portMappings.map(published),
    // Of secrets the names alone: their values are in the environment of the engine's client.
    env: [...joined(place.environment, '='), ...place.secrets],
    user,
    workdir: workingDirectory,
    entrypoint: entryPoint[0],
  };
  return [...asArguments(options), place.image, ...entryPoint.slice(1), ...command];
}

function resources(
  { cpu, memory, memoryReservation, ulimits = [] }: ContainerDefinition,
  task: TaskDefinition,
): Options {
  const limit = memory ?? Number(task.memory ?? 0);
  return {
    'cpu-shares': String(Math.max(cpu ?? 0, 2)), // The ECS agent gives at least 2 shares.
    ...(limit && { memory: `${limit}m`, 'memory-swap': `${limit}m` }),
    ...(memoryReservation && { 'memory-reservation': `${memoryReservation}m` }),
    ulimit: ulimits.map(({ name, softLimit, hardLimit }) => `${name}=${softLimit}:${hardLimit}`),
  };
}

function restrictions(definition: ContainerDefinition, kind: Engine['kind']): Options {
  const { readonlyRootFilesystem, dockerSecurityOptions, systemControls = [] } = definition;
  const { capabilities, initProcessEnabled, tmpfs = [] } = definition.linuxParameters ?? {};
  // Podman gives a read-only container folders to write to, and copies into one in memory what the image has there.
  const isPodman = kind === 'podman';
  return {
    'read-only': readonlyRootFilesystem,
    'read-only-tmpfs': isPodman ? false : undefined,
    init: initProcessEnabled,
    'cap-drop': capabilities?.drop,
    'cap-add': capabilities?.add,
    'security-opt': dockerSecurityOptions,
    sysctl: systemControls.map(({ namespace, value }) => `${namespace}=${value}`),
    tmpfs: tmpfs.map(({ containerPath, size, mountOptions = [] }) =>
      [`${containerPath}:rw`, `size=${size}m`, ...mountOptions, ...(isPodman ? ['notmpcopyup'] : [])].join(
        ',',
      ),
    ),
  };
}

/** On loopback alone, on a port that the engine finds. */
function published({ containerPort, protocol = 'tcp' }: PortMapping): string {
  return `127.0.0.1::${containerPort}/${protocol}`;
}

function joined(pairs: Readonly<Record<string, string>>, by: string): string[] {
  return Object.entries(pairs).map(([name, value]) => `${name}${by}${value}`);
}

function asArguments(options: Options): string[] {
  return Object.entries(options).flatMap(([name, value = []]) =>
    [value].flat().map((each) => `--${name}=${each}`),
  );
}
