/** What one task takes of a node. */
export interface TaskSize {
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  /** Ports of the node itself: two tasks that want the same one cannot share a node. */
  readonly hostPorts: readonly number[];
  /** Whether it takes a network interface of its node for itself. */
  readonly networkInterface: boolean;
}

/** A container as ECS is sent it, as far as it says what a task takes. */
export interface WrittenContainer {
  readonly cpu?: number;
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly stopTimeout?: number;
  readonly portMappings?: readonly { readonly containerPort: number; readonly hostPort?: number }[];
}

/** A task definition as ECS is sent it, as far as it says what a task takes. */
export interface WrittenTask {
  readonly containers: readonly WrittenContainer[];
  /** Of the whole task, where they are said. */
  readonly cpu?: number;
  readonly memory?: number;
  readonly networkMode?: string;
}

/** What a task takes of a node: what is said for the whole of it, or else what its containers reserve. */
export function taskSize({ containers, cpu, memory, networkMode = 'bridge' }: WrittenTask): TaskSize {
  const reserved = (container: WrittenContainer) => container.memoryReservation ?? container.memory ?? 0;
  return {
    cpuUnits: cpu ?? sum(containers.map((container) => container.cpu ?? 0)),
    memoryMebibytes: memory ?? sum(containers.map(reserved)),
    hostPorts:
      networkMode === 'awsvpc' ? [] : containers.flatMap((container) => hostPorts(container, networkMode)),
    networkInterface: networkMode === 'awsvpc',
  };
}

/** In the network of the host every port is the node's; in bridge mode those that are named. */
function hostPorts({ portMappings = [] }: WrittenContainer, networkMode: string): number[] {
  return portMappings
    .map(({ containerPort, hostPort = 0 }) => (networkMode === 'host' ? containerPort : hostPort))
    .filter((port) => port > 0);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
