import { Duration, inProperty } from '@dotkom/stack';
import { Check } from '../container/check';
import { secondsBetween } from '../container/normalise';
import { checkOverlapsItself, notAMatcher, notAPath } from './errors';

/** How the gateway asks a task whether it can serve. */
export interface GatewayCheck {
  /** The path that is asked, such as `'/health'`. */
  readonly path: string;
  /** The answers that are healthy. @default '200' */
  readonly matcher?: string;
  /** From 5 seconds to 5 minutes. Three failures in a row end a task. @default '10 seconds' */
  readonly interval?: Duration;
  /** From 2 seconds to 2 minutes, and shorter than the interval. @default '5 seconds' */
  readonly timeout?: Duration;
}

export interface NormalisedGatewayCheck {
  readonly path: string;
  readonly matcher: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
}

/** Checks how the gateway asks. */
export function normaliseGatewayCheck(given: string | GatewayCheck, check: Check): NormalisedGatewayCheck {
  const { path, matcher = '200', ...times } = typeof given === 'string' ? { path: given } : given;
  const { interval = '10 seconds', timeout = '5 seconds' } = times as GatewayCheck;
  const intervalSeconds = check(
    inProperty('healthCheck.interval', () => secondsBetween('wait between two checks', interval, 5, 300)),
    10,
  );
  const timeoutSeconds = check(
    inProperty('healthCheck.timeout', () => secondsBetween('answer a check', timeout, 2, 120)),
    5,
  );
  check(() => refuseOverlap(timeoutSeconds, intervalSeconds), undefined);
  return {
    path: check(
      inProperty('healthCheck', () => checkedPath(path)),
      '/',
    ),
    matcher: check(
      inProperty('healthCheck.matcher', () => checkedMatcher(matcher)),
      '200',
    ),
    intervalSeconds,
    timeoutSeconds,
  };
}

function checkedPath(path: string): string {
  if (!/^\/[\w\-.~%!$&'()*+,;=:@/]{0,1023}$/.test(path)) throw notAPath(path);
  return path;
}

function checkedMatcher(matcher: string): string {
  if (!/^[2-4]\d\d([-,][2-4]\d\d)*$/.test(matcher)) throw notAMatcher(matcher);
  return matcher;
}

function refuseOverlap(timeout: number, interval: number): void {
  if (timeout >= interval) throw checkOverlapsItself(timeout, interval);
}
