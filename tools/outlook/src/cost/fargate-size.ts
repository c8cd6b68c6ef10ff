import { dollarsAMonth } from '@dotkom/stack/prices';
import { TaskSize } from '../estate/task-size';

/** What Fargate has: for each number of vCPUs the least and the most memory, and its steps, in GB. Source: "Task CPU and memory", Amazon ECS Developer Guide. */
const offered = [
  { vcpus: 0.25, memory: [0.5, 1, 2] },
  { vcpus: 0.5, memory: [1, 2, 3, 4] },
  { vcpus: 1, memory: [2, 3, 4, 5, 6, 7, 8] },
  { vcpus: 2, memory: Array.from({ length: 13 }, (_, step) => 4 + step) },
  { vcpus: 4, memory: Array.from({ length: 23 }, (_, step) => 8 + step) },
] as const;

export interface FargateSize {
  readonly vcpus: number;
  readonly gigabytes: number;
}

/** The cheapest size of Fargate that a task fits into; the largest where none is large enough. */
export function fargateSize({
  cpuUnits,
  memoryMebibytes,
}: Pick<TaskSize, 'cpuUnits' | 'memoryMebibytes'>): FargateSize {
  const sizes = offered.flatMap(({ vcpus, memory }) => memory.map((gigabytes) => ({ vcpus, gigabytes })));
  const fitting = sizes.filter(
    ({ vcpus, gigabytes }) => vcpus * 1024 >= cpuUnits && gigabytes * 1024 >= memoryMebibytes,
  );
  const price = ({ vcpus, gigabytes }: FargateSize) =>
    dollarsAMonth('fargate/arm-vcpu', vcpus) + dollarsAMonth('fargate/arm-gb', gigabytes);
  return (
    fitting.reduce<FargateSize | undefined>(
      (cheapest, each) => (cheapest && price(cheapest) <= price(each) ? cheapest : each),
      undefined,
    ) ?? sizes[sizes.length - 1]!
  );
}
