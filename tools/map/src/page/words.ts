import { Kind } from '../model/map-data';

/** What people call a kind of thing. */
export const kindNames: Readonly<Record<Kind, string>> = {
  host: 'host',
  web: 'web service',
  worker: 'worker',
  job: 'scheduled job',
  'one-off': 'one-off task',
  site: 'static site',
  database: 'database',
  queue: 'queue',
  bucket: 'bucket',
  gateway: 'gateway',
  nat: 'NAT',
  server: 'database server',
  pool: 'node pool',
};

/** `$12.40`. */
export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

/** `$12.40 a month`. */
export function monthly(amount: number): string {
  return `${dollars(amount)} a month`;
}

/** `1 task`, `2 tasks`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
