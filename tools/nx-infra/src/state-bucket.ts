import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { organisation, stateKey } from '@dotkom/stack';
import { Account } from './account';
import { clientSettings } from './aws-client';
import { noStateBucket, notAllowedToSeeStateBucket, statesRemain } from './errors';
import { makesItsStateBucket, stateBucketOf, SynthesisedStack } from './stack/synthesised-stack';

/**
 * Makes sure that the bucket for a stack's state exists. For the stack that makes that bucket it is created empty, so
 * that its state is in it from the first moment; the stack adopts it.
 *
 * @throws UserError when there is no bucket and the stack does not make it, or it cannot be seen.
 */
export async function ensureStateBucket(stack: SynthesisedStack, account: Account): Promise<void> {
  const bucket = stateBucketOf(stack);
  const s3 = client(account);
  if (await exists(s3, bucket)) return;
  if (!makesItsStateBucket(stack)) throw noStateBucket(bucket, stack.name);
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: organisation.region },
    }),
  );
}

/**
 * Refuses to go on while the state bucket keeps the state of a stack, other than this one, that has anything deployed.
 *
 * @throws UserError that names those stacks.
 */
export async function refuseWhileStatesRemain(stack: SynthesisedStack, account: Account): Promise<void> {
  const bucket = stateBucketOf(stack);
  const s3 = client(account);
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: stateKey('').replace(/\..*/, '') }),
  );
  const remaining: string[] = [];
  for (const { Key = '' } of Contents) {
    const name = /([^/]+)\.tfstate$/.exec(Key)?.[1];
    if (!name || name === stack.name) continue;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const state = JSON.parse((await Body?.transformToString()) ?? '{}');
    if (state.resources?.some(({ mode }: { mode: string }) => mode === 'managed')) remaining.push(name);
  }
  if (remaining.length > 0) throw statesRemain(bucket, remaining);
}

const statusMeaning: Partial<Record<number, string>> = {
  301: 'it is in another region (301)',
  400: 'the request was refused (400)',
  403: 'access is denied (403)',
};

async function exists(s3: S3Client, bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if (name === 'NotFound' || $metadata?.httpStatusCode === 404) return false;
    // The answer to HEAD has no body, so that the status is all there is to say.
    const reason = statusMeaning[$metadata?.httpStatusCode ?? 0] ?? (message || name);
    throw notAllowedToSeeStateBucket(bucket, reason);
  }
}

function client(account: Account): S3Client {
  // The local endpoint is an address, below which no bucket has a name.
  return new S3Client({ ...clientSettings(account), forcePathStyle: account.isLocal });
}
