import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Account } from '../account/account';
import { askAccount, clientConfig } from '../account/clients';
import { lockedState, noAccessToState, noSuchStateInS3, notAnAddressInS3 } from './errors';
import { OldState, readOldState } from './old-state';
import { statusOf } from './whose';

/** Whether a state is named where an S3 backend keeps it, and not by a file. */
export function isInS3(state: string): boolean {
  return state.startsWith('s3://');
}

/**
 * Reads a state where an S3 backend keeps it, whichever region its bucket is in.
 *
 * @param address `s3://BUCKET/KEY`, as the old backend block says them.
 * @throws UserError when there is none, nobody may read it, somebody is at work on it, or it is no state that can be taken over.
 */
export async function readStateInS3(account: Account, address: string): Promise<OldState> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.*[^/])$/.exec(address) ?? [];
  if (!bucket || !key) throw notAnAddressInS3(address);
  const objects = new Objects(account, bucket);
  const text = await objects.text(key);
  if (text === undefined) throw noSuchStateInS3(bucket, key);
  const lock = await objects.text(`${key}.tflock`); // As `use_lockfile` locks.
  if (lock !== undefined) throw lockedState(address, holderOf(lock));
  return readOldState(address, text);
}

class Objects {
  private readonly s3: S3Client;
  private readonly bucket: string;

  constructor(account: Account, bucket: string) {
    this.s3 = new S3Client({ ...clientConfig(account), followRegionRedirects: true });
    this.bucket = bucket;
  }

  /** What an object holds; nothing where there is none. */
  async text(Key: string): Promise<string | undefined> {
    try {
      const asked = new GetObjectCommand({ Bucket: this.bucket, Key });
      const { Body } = await this.s3.send(asked);
      return await Body?.transformToString();
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      if (statusOf(error) === 403) throw noAccessToState(this.bucket, Key);
      return askAccount(`for s3://${this.bucket}/${Key}`, () => Promise.reject(error));
    }
  }
}

function holderOf(lock: string): string | undefined {
  try {
    const { Who, Created, Operation } = JSON.parse(lock);
    return Who && `${Who} since ${Created} (${Operation})`;
  } catch {
    return undefined; // That there is one is what counts.
  }
}
