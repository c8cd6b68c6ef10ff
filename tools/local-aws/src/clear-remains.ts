import { rmSync } from 'node:fs';
import { wouldNotEnd } from './errors';
import { askHealth } from './health';
import type { Files } from './places';
import { readRecord, removeRecord, type ProcessRecord } from './process-record';
import { endMarked } from '@dotkom/processes';

/** Ends and removes what a local AWS left that was killed or hangs. One that answers is not touched. */
export async function clearRemains(files: Files, record: ProcessRecord): Promise<boolean> {
  if (await askHealth(record)) return false;
  if (readRecord(files.record)?.instanceId !== record.instanceId) return false;
  const pids = [record.supervisorPid, ...(record.motoPid === undefined ? [] : [record.motoPid])];
  const remaining = await endMarked(pids, record.instanceId);
  if (remaining.length > 0) throw wouldNotEnd(remaining);
  rmSync(files.endpoint, { force: true });
  removeRecord(files.record, record.instanceId);
  return true;
}
