import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { claimFile, replaceFile } from '@dotkom/processes';

/** What is written down about a running local AWS, so that it can be found, and ended without guessing. */
export interface ProcessRecord {
  instanceId: string;
  port: number;
  supervisorPid: number;
  motoPid?: number;
  /** The module of what is attached. */
  attachment?: string;
}

/** The record in a file, or nothing when there is none. */
export function readRecord(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
  } catch {
    return undefined;
  }
}

/** Writes the record only if there is none: of two starts at once, one gets `true`. */
export function claimRecord(file: string, record: ProcessRecord): boolean {
  mkdirSync(dirname(file), { recursive: true });
  return claimFile(file, JSON.stringify(record), record.instanceId);
}

/** Replaces a record by its owner's newer one. */
export function replaceRecord(file: string, record: ProcessRecord): void {
  replaceFile(file, JSON.stringify(record));
}

/** Removes the record of that instance, and no other's. */
export function removeRecord(file: string, instanceId: string): void {
  const aside = `${file}.removed-${instanceId}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const removed = readRecord(aside);
  // Between the look and the rename somebody else may have claimed it: then it goes back.
  if (removed !== undefined && removed.instanceId !== instanceId) claimRecord(file, removed);
  rmSync(aside, { force: true });
}
