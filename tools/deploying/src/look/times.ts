/**
 * A moment as it is on the clock of whoever reads it, and still the same moment for everybody else:
 * `2026-11-26T07:14:05+01:00`.
 */
export function localTime(time: Date): string {
  const ahead = -time.getTimezoneOffset();
  const shifted = new Date(time.getTime() + ahead * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  const offset = `${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
  return `${shifted}${ahead < 0 ? '-' : '+'}${offset}`;
}
