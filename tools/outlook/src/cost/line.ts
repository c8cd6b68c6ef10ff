import { dollarsAMonth } from '@dotkom/stack/prices';

/** What money is spent on, in the order in which it is told. */
export const parts = [
  'nodes',
  'database',
  'gateway',
  'way out',
  'control plane',
  'traffic',
  'logs',
  'images',
  'files',
  'sites',
  'queues',
  'jobs',
  'alarms',
  'names',
  'secrets',
  'e-mail',
] as const;

export type Part = (typeof parts)[number];

/** A line of a month's bill, in dollars without tax. */
export interface Line {
  readonly part: Part;
  /** What is paid for: `3 × t4g.small`. */
  readonly item: string;
  /** Where it comes from in the code: `platform-prod/arm64-nodes/group`. */
  readonly of: string;
  /** Whether it is there all month, or grows with use; then it is at the stated volumes (volumes.ts). */
  readonly kind: 'fixed' | 'use';
  /** By which price, and how many of its units. */
  readonly price: string;
  readonly units: number;
  readonly dollars: number;
}

/** A line at its price. @throws UserError where there is no such price. */
export function line(
  kind: Line['kind'],
  part: Part,
  of: string,
  item: string,
  price: string,
  units: number,
): Line {
  return { part, item, of, kind, price, units, dollars: dollarsAMonth(price, units) };
}

export function sumOf(lines: readonly { readonly dollars: number }[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0);
}
