import { Architecture } from '@dotkom/platform/contract';
import { jsonIn, Resource, settledNumber } from '@dotkom/synthesised';

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

/** What one task takes of a node. */
export interface TaskSize {
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  /** Ports of the node itself: two tasks that want the same one cannot share a node. */
  readonly hostPorts: readonly number[];
  /** Whether it takes a network interface of its node for itself. */
  readonly networkInterface: boolean;
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
  const written: Record<string, any>[] = jsonIn(String(config.container_definitions));
  const networkMode = String(config.network_mode ?? 'bridge');
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
    size: {
      cpuUnits: cpu ?? sum(written.map((container) => container['cpu'] ?? 0)),
      memoryMebibytes:
        memory ?? sum(written.map((container) => container['memoryReservation'] ?? container['memory'] ?? 0)),
      hostPorts:
        networkMode === 'awsvpc' ? [] : written.flatMap((container) => hostPorts(container, networkMode)),
      networkInterface: networkMode === 'awsvpc',
    },
    logGroups: [
      ...new Set(String(config.container_definitions).match(/aws_cloudwatch_log_group\.[\w-]+/g) ?? []),
    ],
    ownSize: { cpu: cpu !== undefined, memory: memory !== undefined },
  };
}

function readContainer(container: Record<string, any>): Container {
  const secrets: { valueFrom: string }[] = container['secrets'] ?? [];
  return {
    name: container['name'],
    image: container['image'],
    essential: container['essential'] ?? true,
    cpuUnits: container['cpu'] ?? 0,
    memoryMebibytes: container['memory'],
    ports: mappingsOf(container).map(({ containerPort }) => containerPort),
    secrets: secrets.map(({ valueFrom }) => /:parameter(\/.+)$/.exec(valueFrom)?.[1] ?? valueFrom),
    command: container['command'],
  };
}

interface PortMapping {
  readonly containerPort: number;
  readonly hostPort?: number;
}

const mappingsOf = (container: Record<string, any>): PortMapping[] => container['portMappings'] ?? [];

/** In the network of the host every port is the node's; in bridge mode those that are named. */
function hostPorts(container: Record<string, any>, networkMode: string): number[] {
  return mappingsOf(container)
    .map(({ containerPort, hostPort }) => (networkMode === 'host' ? containerPort : (hostPort ?? 0)))
    .filter((port) => port > 0);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
