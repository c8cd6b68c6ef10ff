import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { organisation } from '@dotkom/stack/conventions';
import { makesItsStateBucket, stateBucketOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { noStateBucket, notAllowedToSeeStateBucket } from './errors';

/**
 * Makes sure that the bucket for a stack's state exists. For the stack that makes that bucket it is created empty, so
 * that its state is in it from the first moment; the stack adopts it.
 *
 * @throws UserError when there is no bucket and the stack does not make it, or it cannot be seen.
 */
export async function ensureStateBucket(stack: SynthesisedStack, account: Account): Promise<void> {
  const bucket = stateBucketOf(stack);
  const s3 = new S3Client(clientConfig(account));
  if (await exists(s3, bucket)) return;
  if (!makesItsStateBucket(stack)) throw noStateBucket(bucket, stack.name);
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: organisation.region },
    }),
  );
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
