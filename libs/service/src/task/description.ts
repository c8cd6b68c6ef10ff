import { TaskOptions } from './props';

/** What a person wants to know about whatever runs, and deploy tools show of it. */
export function describeTask({
  architecture,
  image,
  kept,
  name,
  taskCpuUnits,
  taskMemoryMebibytes,
}: TaskOptions) {
  return {
    pool: architecture,
    cpuUnits: taskCpuUnits,
    memoryMebibytes: taskMemoryMebibytes,
    digest: image.digest,
    // Whose release it runs, if it is one: what can be recorded for it.
    ...(image.release && { release: image.release.service }),
    ...(kept && kept.name !== name && { formerly: kept.name }),
  };
}
