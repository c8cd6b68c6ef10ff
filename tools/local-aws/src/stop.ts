import { clearRemains } from './clear-remains';
import { wouldNotEnd } from './errors';
import { askHealth, askToStop } from './health';
import { filesOf, Place } from './places';
import { readRecord } from './process-record';
import { endMarked, waitUntilGone } from '@dotkom/processes';

/** Ends the local AWS of a folder and waits until its processes are gone. `false` when none ran. */
export async function stopLocalAws(
  options: Place & { onProgress?: (line: string) => void },
): Promise<boolean> {
  const { onProgress = () => {} } = options;
  const files = filesOf(options);
  const record = readRecord(files.record);
  if (record === undefined) return false;
  const health = await askHealth(record);
  if (health === undefined) {
    onProgress('It was killed or hangs: clearing up what is left of it');
    return clearRemains(files, record);
  }
  onProgress(`Stopping (pid ${health.supervisorPid})`);
  const pids = [health.supervisorPid, ...(health.motoPid === undefined ? [] : [health.motoPid])];
  if (health.state !== 'stopping') await askToStop(record);
  let remaining = await waitUntilGone(pids, 15);
  if (remaining.length > 0) remaining = await endMarked(remaining, record.instanceId);
  if (remaining.length > 0) throw wouldNotEnd(remaining);
  const left = readRecord(files.record);
  if (left?.instanceId === record.instanceId) await clearRemains(files, left);
  return true;
}
