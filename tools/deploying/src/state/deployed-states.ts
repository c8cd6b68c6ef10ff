import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { stateKey } from '@dotkom/stack/conventions';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** The state of one stack, as it is kept in the bucket of the states. */
export interface KeptState {
  readonly stack: string;
  readonly resources: readonly StateResource[];
  /** When it was written last. */
  readonly changedAt: Date;
  /** Whether somebody is changing it now, or was when they were killed. */
  readonly isLocked: boolean;
}

export interface StateResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly instances?: readonly { readonly attributes?: Readonly<Record<string, any>> }[];
}

/** The states in a bucket that have anything deployed. None where there is no bucket. */
export async function deployedStates(bucket: string, account: Account): Promise<KeptState[]> {
  const s3 = new S3Client(clientConfig(account));
  const objects = await objectsOfStates(s3, bucket);
  const keys = [...objects.keys()].filter((key) => key.endsWith('.tfstate'));
  const states = await Promise.all(
    keys.map(async (key) => ({
      ...(await readState(s3, bucket, key)),
      changedAt: objects.get(key) ?? new Date(0),
      isLocked: objects.has(`${key}.tflock`), // Source: Terraform's S3 backend, `use_lockfile`.
    })),
  );
  return states.filter(({ resources }) => resources.some(({ mode }) => mode === 'managed'));
}

/** What is kept beside the states and of them, and when each was written. */
async function objectsOfStates(client: S3Client, bucket: string): Promise<Map<string, Date | undefined>> {
  const found = new Map<string, Date | undefined>();
  try {
    const pages = paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix: stateKey('').replace(/\..*/, '') },
    );
    for await (const { Contents = [] } of pages)
      for (const { Key = '', LastModified } of Contents) found.set(Key, LastModified);
  } catch (error) {
    if ((error as Error).name === 'NoSuchBucket') return new Map();
    throw error;
  }
  return found;
}

async function readState(
  s3: S3Client,
  Bucket: string,
  Key: string,
): Promise<Pick<KeptState, 'stack' | 'resources'>> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const { resources = [] } = JSON.parse((await Body?.transformToString()) || '{}');
  return { stack: /([^/]+)\.tfstate$/.exec(Key)?.[1] ?? Key, resources };
}
