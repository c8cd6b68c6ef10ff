import { ProcessRecord } from './process-record';

/** The path under which the proxy answers for itself; AWS has none that begins like it. */
export const healthPath = '/_local-aws';

/** What the proxy says about itself. */
export interface Health {
  instanceId: string;
  state: 'starting' | 'ready' | 'stopping';
  supervisorPid: number;
  motoPid?: number;
}

/** Where the proxy of a port is. */
export function endpointOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** What the recorded instance says about itself; nothing when it, or anyone else, does not answer as that instance. */
export async function askHealth({ port, instanceId }: ProcessRecord): Promise<Health | undefined> {
  try {
    const response = await fetch(endpointOf(port) + healthPath, { signal: AbortSignal.timeout(5000) });
    const health = (await response.json()) as Health;
    return health.instanceId === instanceId ? health : undefined;
  } catch {
    return undefined;
  }
}

/** Tells the recorded instance to end. It knows itself by its id, so that no other page or program can. */
export async function askToStop({ port, instanceId }: ProcessRecord): Promise<boolean> {
  try {
    const response = await fetch(`${endpointOf(port)}${healthPath}/stop?instance=${instanceId}`, {
      method: 'POST',
      signal: AbortSignal.timeout(5000),
    });
    return response.ok;
  } catch {
    return false;
  }
}
