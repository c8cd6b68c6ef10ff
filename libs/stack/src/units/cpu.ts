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
  if (!Number.isSafeInteger(units) || units <= 0) throw notACpuShare(cpu, nearestTo(cpu));
  return units;
}

/** Above this, a number without a unit is in ECS's. */
const manyVcpus = 64;

/** The nearest share that is easily read, in steps of 1/16: `'0.125 vCPU'` for `'0.1 vCPU'`, `'0.25 vCPU'` for `'256'`. */
function nearestTo(text: string): Cpu | undefined {
  const [, amount, unit] = /^([\d.]+) ?(v?cpus?)? ?$/i.exec(text) ?? [];
  const vcpus = Number(amount) / (unit === undefined && Number(amount) > manyVcpus ? 1024 : 1);
  if (!(vcpus > 0 && vcpus <= manyVcpus)) return undefined;
  return `${Math.max(Math.round(vcpus * 16), 1) / 16} vCPU`;
}
