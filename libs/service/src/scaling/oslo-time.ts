import { notATime } from './errors';

export const osloTimeZone = 'Europe/Oslo';

/**
 * A time in Oslo, as people write it: `'2027-01-14 11:45'`.
 *
 * @throws UserError when there is no such time.
 */
export function osloTime(text: string): Date {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(text) ?? [];
  const asUtc = new Date(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc.getTime())) throw notATime(text);
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const guess = new Date(asUtc.getTime() - offset(asUtc));
  const found = new Date(asUtc.getTime() - offset(guess));
  if (inOslo(found) !== text) throw notATime(text);
  return found;
}

/** A moment as a clock in Oslo shows it. */
export function inOslo(moment: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: osloTimeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(moment);
}

function offset(moment: Date): number {
  const shown = new Date(`${inOslo(moment).replace(' ', 'T')}:00Z`);
  return shown.getTime() - Math.floor(moment.getTime() / 60_000) * 60_000;
}
