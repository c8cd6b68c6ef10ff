import { Architecture } from '@dotkom/platform/contract/conventions';
import { jsonIn, Resource, settledNumber } from '@dotkom/synthesised';
import { taskSize, TaskSize, WrittenContainer } from './task-size';

/** A container of a task. */
export interface Container {
  readonly name: string;
  /** The names of the parameters that its secrets are in. */
  readonly secrets: readonly string[];
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
  /** How long it may take to end once it is told to. */
  readonly stopSeconds: number;
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
    // Source: ECS API reference, ContainerDefinition: 30 where nothing is said.
    stopSeconds: Math.max(0, ...written.map(({ stopTimeout = 30 }) => stopTimeout)),
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
    secrets: secrets.map(({ valueFrom }) => /:parameter(\/.+)$/.exec(valueFrom)?.[1] ?? valueFrom),
  };
}
