import { counted } from '@dotkom/stack/conventions';
import { TaskCount, TaskSize } from '@dotkom/outlook';

/** `256 MiB`, `1 GiB`. */
export function memoryText(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${mebibytes} MiB`;
}

/** `0.25 vCPU, 512 MiB`. */
export function sizeText({ cpuUnits, memoryMebibytes }: TaskSize): string {
  return `${cpuUnits / 1024} vCPU, ${memoryText(memoryMebibytes)}`;
}

/** `1 task`, `2 to 4 tasks`. */
export function countText({ min, max }: TaskCount): string {
  if (min < max) return `${min} to ${max} tasks`;
  return counted(max, 'task');
}

/** `45 seconds`, `15 minutes`, `14 days`. */
export function durationText(seconds: number): string {
  const [size, unit] = (
    [
      [86_400, 'day'],
      [3_600, 'hour'],
      [60, 'minute'],
    ] as const
  ).find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 'second'];
  return counted(seconds / size, unit);
}
