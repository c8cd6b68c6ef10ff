import { createHash } from 'node:crypto';

const first = 100;
const last = 49_999;

/**
 * The place of a host's rule on the gateway's listener. Derived from the host, so that nobody picks one and it is the
 * same on every day. Two hosts can meet on one (with 100 hosts, in 1 of 10 workspaces); validation of the workspace
 * finds that before any plan (docs/decisions/listener-priorities.md).
 */
export function listenerPriority(host: string): number {
  const hash = createHash('sha256').update(host).digest().readUInt32BE();
  return first + (hash % (last - first + 1));
}
