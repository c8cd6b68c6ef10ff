import { notASince } from './errors';

const millisecondsPer: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The moment that somebody means: `10m` ago, or `2026-11-26T07:00`, which is a time of this machine's clock unless it names
 * a zone.
 *
 * @throws UserError when it is neither, or in the future.
 */
export function sinceWhen(since: string, now: Date): Date {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(since) ?? [];
  const time = amount
    ? new Date(now.getTime() - Number(amount) * (millisecondsPer[unit] ?? NaN))
    : new Date(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(since) ? since : NaN);
  if (!(time.getTime() >= 0 && time <= now)) throw notASince(since);
  return time;
}
