import { request } from 'node:http';
import { Group } from './routes';

/** Asks a target for its health as its group says; gives what is wrong, in AWS's words, or nothing. */
export function probe(group: Group, port: number): Promise<string | undefined> {
  const timeoutMs = (group.HealthCheckTimeoutSeconds ?? 5) * 1000;
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: group.HealthCheckPath ?? '/',
        headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.resume();
        const { statusCode = 0 } = response;
        const isWanted = accepts(group.Matcher?.HttpCode ?? '200', statusCode);
        resolve(isWanted ? undefined : `Health checks failed with these codes: [${statusCode}]`);
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? 'Request timed out'
          : 'Health checks failed',
      ),
    );
    asked.end();
  });
}

/** Whether a code is among those of a matcher such as `200`, `200,301` or `200-299`. */
export function accepts(matcher: string, code: number): boolean {
  return matcher.split(',').some((part) => {
    const [first, last = first] = part.split('-').map(Number);
    return code >= (first ?? 0) && code <= (last ?? 0);
  });
}
