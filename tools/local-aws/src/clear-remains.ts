import { rmSync } from 'node:fs';
import { loadAttachment } from './attachment';
import { wouldNotEnd } from './errors';
import { askHealth } from './health';
import { Files } from './places';
import { readRecord, removeRecord, ProcessRecord } from './process-record';
import { endMarked } from '@dotkom/processes';

/** Ends and removes what a local AWS left that was killed or hangs. One that answers is not touched. */
export async function clearRemains(files: Files, record: ProcessRecord): Promise<boolean> {
  if (await askHealth(record)) return false;
  if (readRecord(files.record)?.instanceId !== record.instanceId) return false;
  const pids = [record.supervisorPid, ...(record.motoPid === undefined ? [] : [record.motoPid])];
  const remaining = await endMarked(pids, record.instanceId);
  if (remaining.length > 0) throw wouldNotEnd(remaining);
  await clearAttachment(files, record);
  rmSync(files.endpoint, { force: true });
  removeRecord(files.record, record.instanceId);
  return true;
}

async function clearAttachment({ attachment: folder }: Files, { attachment, instanceId }: ProcessRecord) {
  if (attachment === undefined) return;
  await (await loadAttachment(attachment)).clear({ instanceId, folder });
  rmSync(folder, { recursive: true, force: true });
}
