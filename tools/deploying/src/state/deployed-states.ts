import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { stateKey } from '@dotkom/stack';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** The state of one stack, as it is kept in the bucket of the states. */
export interface KeptState {
  readonly stack: string;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly instances?: readonly { readonly attributes?: Readonly<Record<string, any>> }[];
}

/** The states in a bucket that have anything deployed. None where there is no bucket. */
export async function deployedStates(bucket: string, account: Account): Promise<KeptState[]> {
  const s3 = new S3Client(clientConfig(account));
  const keys = await stateKeys(s3, bucket);
  const states = await Promise.all(keys.map((key) => readState(s3, bucket, key)));
  return states.filter(({ resources }) => resources.some(({ mode }) => mode === 'managed'));
}

async function stateKeys(client: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  try {
    const pages = paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix: stateKey('').replace(/\..*/, '') },
    );
    for await (const { Contents = [] } of pages) keys.push(...Contents.map(({ Key = '' }) => Key));
  } catch (error) {
    if ((error as Error).name === 'NoSuchBucket') return [];
    throw error;
  }
  return keys.filter((key) => key.endsWith('.tfstate'));
}

async function readState(s3: S3Client, Bucket: string, Key: string): Promise<KeptState> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const { resources = [] } = JSON.parse((await Body?.transformToString()) || '{}');
  return { stack: /([^/]+)\.tfstate$/.exec(Key)?.[1] ?? Key, resources };
}
