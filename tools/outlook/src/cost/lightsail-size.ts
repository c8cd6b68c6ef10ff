import { TaskSize } from '../estate/task-size';

/** The powers of Lightsail's container services, the cheapest first. Source: https://aws.amazon.com/lightsail/pricing/ */
const powers = [
  { name: 'nano', vcpus: 0.25, gigabytes: 0.5 },
  { name: 'micro', vcpus: 0.25, gigabytes: 1 },
  { name: 'small', vcpus: 0.5, gigabytes: 1 },
  { name: 'medium', vcpus: 1, gigabytes: 2 },
  { name: 'large', vcpus: 2, gigabytes: 4 },
] as const;

export type LightsailPower = (typeof powers)[number]['name'];

/** The cheapest power that a task fits into; the largest where none is large enough. */
export function lightsailPower({
  cpuUnits,
  memoryMebibytes,
}: Pick<TaskSize, 'cpuUnits' | 'memoryMebibytes'>): LightsailPower {
  const fitting = powers.find(
    ({ vcpus, gigabytes }) => vcpus * 1024 >= cpuUnits && gigabytes * 1024 >= memoryMebibytes,
  );
  return fitting?.name ?? 'large';
}

/** The database of Lightsail that is as large as a class of RDS: both are called by the same words. */
export function lightsailDatabase(instanceClass: string): string {
  return instanceClass.slice(instanceClass.lastIndexOf('.') + 1);
}
