import { askHealth, endpointOf } from './health';
import { filesOf, Place } from './places';
import { readRecord } from './process-record';

/** A local AWS that answers. */
export interface LocalAws {
  endpoint: string;
  instanceId: string;
  /** It was there before it was asked for. */
  alreadyRunning: boolean;
}

/** The local AWS of a folder, if one runs there and answers. */
export async function findLocalAws(place: Place): Promise<LocalAws | undefined> {
  const record = readRecord(filesOf(place).record);
  const health = record && (await askHealth(record));
  if (record === undefined || health?.state !== 'ready') return undefined;
  return { endpoint: endpointOf(record.port), instanceId: record.instanceId, alreadyRunning: true };
}
