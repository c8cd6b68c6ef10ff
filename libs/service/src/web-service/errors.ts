import { UserError } from '@dotkom/stack';

export function notAPort(property: string, port: number): UserError {
  return new UserError(
    `'${property}': ${port} is not a port. Use the one the container listens on, from 1 to 65535.`,
  );
}

export function notAPath(path: string): UserError {
  return new UserError(
    `'${path}' is not the path of a health check. It must begin with '/' and hold no spaces, query or fragment, such as '/health'.`,
  );
}

export function drainsTooLong(drain: string, longest: number): UserError {
  return new UserError(
    `'${drain}' is no time in which requests can end: use 1 to ${longest} seconds. ` +
      `ECS stops a container 120 seconds after it asked it to, whatever it is at.`,
  );
}

export function notANumberOfErrors(count: number, most: number): UserError {
  return new UserError(
    `${count} is no number of errors that takes a deploy back. Use a whole number from 1 to ${most}: more than so many answers of 5xx in a minute do. ` +
      `Where no answer should, say why: rollBackOn: { none: 'its errors are those of another service' }.`,
  );
}

export function countAndScaling(): UserError {
  return new UserError(`A service has a fixed number of tasks (count) or scaling. Keep one.`);
}

export function notAMatcher(matcher: string): UserError {
  return new UserError(
    `'${matcher}' does not say which answers are healthy. Write status codes from 200 to 499, such as '200', '200,204' or '200-299'.`,
  );
}

export function checkOverlapsItself(timeout: number, interval: number): UserError {
  return new UserError(
    `A health check that may take ${timeout} seconds cannot be made every ${interval} seconds. Make the timeout shorter than the interval.`,
  );
}

export function stopsBeforeDrained(stop: number, drain: number): UserError {
  return new UserError(
    `A container that is stopped after ${stop} seconds would cut requests that may take ${drain} seconds to drain. Make stopTimeout longer than drain.`,
  );
}
