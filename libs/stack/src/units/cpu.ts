import { notACpuShare } from '../errors';

/** A share of CPU as people write it: `'0.25 vCPU'`, `'1 vCPU'`. */
export type Cpu = `${number} vCPU`;

/**
 * CPU in ECS's units, of which a vCPU has 1024.
 *
 * @example
 * cpuUnits('0.25 vCPU') // 256
 * @throws UserError when the value is no share of a vCPU above 0 in steps of 1/1024.
 */
export function cpuUnits(cpu: Cpu): number {
  const [, amount] = /^((?:0|[1-9]\d*)(?:\.\d+)?) vCPU$/.exec(cpu) ?? [];
  const units = Number(amount) * 1024;
  if (!Number.isSafeInteger(units) || units <= 0) throw notACpuShare(cpu);
  return units;
}
