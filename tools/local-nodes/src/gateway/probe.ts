import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { Group } from './routes';

/** Asks a target for its health as its group says; gives what is wrong, in AWS's words, or nothing. */
export async function probe(group: Group, port: number): Promise<string | undefined> {
  const signal = AbortSignal.timeout((group.HealthCheckTimeoutSeconds ?? 5) * 1000);
  const headers = { 'user-agent': 'ELB-HealthChecker/2.0' };
  const at = { host: '127.0.0.1', port, path: group.HealthCheckPath ?? '/' };
  const asked = request({ ...at, headers, signal, agent: false });
  asked.on('error', () => undefined); // The rest of an answer, of which the beginning is enough, may be cut off.
  try {
    const [response]: IncomingMessage[] = await once(asked.end(), 'response');
    const { statusCode = 0 } = response!.resume();
    const isWanted = accepts(group.Matcher?.HttpCode ?? '200', statusCode);
    return isWanted ? undefined : `Health checks failed with these codes: [${statusCode}]`;
  } catch {
    return signal.aborted ? 'Request timed out' : 'Health checks failed';
  }
}

/** Whether a code is among those of a matcher such as `200`, `200,301` or `200-299`. */
export function accepts(matcher: string, code: number): boolean {
  return matcher.split(',').some((part) => {
    const [first, last = first] = part.split('-').map(Number);
    return code >= (first ?? 0) && code <= (last ?? 0);
  });
}
