import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '@dotkom/processes';

/** Where what runs on a local AWS is found. */
export interface NodesRecord {
  /** The gateway's port on loopback. */
  gateway: number;
  /** The program of the container engine, when one answers. */
  engine?: string;
  /** The database instance as this machine reaches it, once there is one. */
  postgres?: { port: number; host: string };
}

const name = 'nodes.json';

export function writeRecord(folder: string, record: NodesRecord): void {
  replaceFile(join(folder, name), JSON.stringify(record));
}

/** What runs on the local AWS of a folder (`dist` of the workspace, unless another was given); nothing when nothing does. */
export function readNodes(dir: string): NodesRecord | undefined {
  const file = join(dir, 'local-aws', 'attachment', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
