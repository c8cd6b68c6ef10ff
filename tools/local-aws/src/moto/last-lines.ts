/** The end of a log, short enough for an error message. */
export function lastLines(log: string, count = 12): string {
  return log.trimEnd().split('\n').slice(-count).join('\n');
}
