import { UserError } from '@dotkom/stack/conventions';
import { localTime } from '../look/times';

export function notASince(since: string): UserError {
  return new UserError(
    `'${since}' is no time in the past. Say how long ago, --since 30s, 10m, 2h or 3d, or since when: --since 2026-11-26T07:00 on this machine's clock, or with a zone, as in 2026-11-26T07:00Z.`,
  );
}

export function longerThanKept(since: Date, logGroup: string, days: number): UserError {
  return new UserError(
    `What ${logGroup} held at ${localTime(since)} is gone: lines are kept for ${days} days. The most is --since ${days}d.`,
  );
}

export function followsWhatEnded(): UserError {
  return new UserError(
    '--previous shows a task that has ended, which says nothing more: leave out --follow.',
  );
}

export function nothingLogged(sources: readonly string[], command: string): UserError {
  return new UserError(
    `${sources.join(' and ')} ${sources.length > 1 ? 'have' : 'has'} not logged anything yet: no container has begun. How it is: ${command}`,
  );
}

export function noTaskBefore(source: string): UserError {
  return new UserError(
    `No task of ${source} has ended and left a log that is still kept: there is none before those that run. Leave out --previous.`,
  );
}

/** Not a refusal: a quiet service may be a healthy one. */
export function quietSince(since: Date, last: Date | undefined): string {
  const before = last ? ` The last line is of ${localTime(last)}: --since ${localTime(last)}` : '';
  return `Nothing was logged since ${localTime(since)}.${before}`;
}
