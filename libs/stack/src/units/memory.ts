import { notASize } from '../errors';

/** An amount of memory as people write it: `'512 MiB'`, `'1 GiB'`. Whole numbers, binary units. */
export type Memory = `${number} MiB` | `${number} GiB`;

const mebibytesPer: Record<string, number> = { MiB: 1, GiB: 1024 };

/**
 * Memory in MiB, the unit of ECS.
 *
 * @example
 * mebibytes('1 GiB') // 1024
 * @throws UserError when the value is no whole number of MiB or GiB above 0.
 */
export function mebibytes(memory: Memory): number {
  const [, amount, unit] = /^([1-9]\d*) (MiB|GiB)$/.exec(memory) ?? [];
  const value = Number(amount) * (mebibytesPer[unit ?? ''] ?? NaN);
  if (!Number.isSafeInteger(value)) throw notASize(memory, nearestTo(memory));
  return value;
}

/** What was probably meant by a size in other units, with a fraction or without a unit: `'512 MiB'` for `'512 MB'`. */
function nearestTo(text: string): Memory | undefined {
  const [, amount, unit = 'm'] = /^([\d.]+) ?(?:([mg])i?b?)?$/i.exec(text) ?? [];
  const value = Math.round(Number(amount) * (unit.toLowerCase() === 'g' ? 1024 : 1));
  return value > 0 && Number.isSafeInteger(value) ? `${value} MiB` : undefined;
}
