import { Architecture } from '@dotkom/platform/contract/conventions';
import { jsonIn, Resource, settledNumber } from '@dotkom/synthesised';
import { taskSize, TaskSize, WrittenContainer } from './task-size';

/** A container of a task. */
export interface Container {
  readonly name: string;
  /** As it is written: a name of a registry, or the expression by which a release's is put together. */
  readonly image: string;
  readonly essential: boolean;
  /** What it is sure of, and may go beyond. */
  readonly cpuUnits: number;
  /** At which it is ended; none without a limit of its own. */
  readonly memoryMebibytes?: number;
  readonly ports: readonly number[];
  /** The names of the parameters that its secrets are in. */
  readonly secrets: readonly string[];
  readonly command?: readonly string[];
}

/** A task definition, as what starts it sees it. */
export interface TaskDefinition {
  readonly address: string;
  /** The construct that makes it, within its stack: `web`. */
  readonly of: string;
  readonly family: string;
  readonly architecture: Architecture;
  /** Its main container first. */
  readonly containers: readonly Container[];
  readonly size: TaskSize;
  /** The addresses of the log groups that its containers write to. */
  readonly logGroups: readonly string[];
  /** Whether its CPU and memory are said for the whole task. */
  readonly ownSize: { readonly cpu: boolean; readonly memory: boolean };
}

export function readTaskDefinition({ address, config, constructPath }: Resource): TaskDefinition {
  const written: (WrittenContainer & Record<string, any>)[] = jsonIn(String(config.container_definitions));
  const [cpu, memory] = [settledNumber(config.cpu), settledNumber(config.memory)];
  return {
    address,
    of:
      constructPath
        .replace(/\/task\/definition$/, '')
        .split('/')
        .slice(1)
        .join('/') || String(config.family),
    family: String(config.family),
    architecture: config.runtime_platform?.cpu_architecture === 'ARM64' ? 'arm64' : 'amd64',
    containers: written.map(readContainer),
    size: taskSize({ containers: written, cpu, memory, networkMode: config.network_mode }),
    logGroups: [
      ...new Set(String(config.container_definitions).match(/aws_cloudwatch_log_group\.[\w-]+/g) ?? []),
    ],
    ownSize: { cpu: cpu !== undefined, memory: memory !== undefined },
  };
}

function readContainer(container: WrittenContainer & Record<string, any>): Container {
  const secrets: { valueFrom: string }[] = container['secrets'] ?? [];
  return {
    name: container['name'],
    image: container['image'],
    essential: container['essential'] ?? true,
    cpuUnits: container['cpu'] ?? 0,
    memoryMebibytes: container['memory'],
    ports: (container.portMappings ?? []).map(({ containerPort }) => containerPort),
    secrets: secrets.map(({ valueFrom }) => /:parameter(\/.+)$/.exec(valueFrom)?.[1] ?? valueFrom),
    command: container['command'],
  };
}
