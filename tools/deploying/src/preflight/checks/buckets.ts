import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { stateBucketOf } from '@dotkom/synthesised';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { names } from '../estate-needs';
import { isOurs } from '../ours';
import { notReady, ready, Row } from '../row';

/** Buckets have their names in the whole world: one that somebody has, nobody else can make. */
export const bucketNames: Check = {
  what: 'Names of buckets',
  async rows({ account, stacks }) {
    const s3 = new S3Client(preflightConfig(account));
    const wanted = names(stacks, 'aws_s3_bucket', 'bucket');
    const stateBuckets = new Set(stacks.map(stateBucketOf));
    const rows: Row[] = [];
    for (const bucket of wanted) {
      const whose = await ownerOf(s3, bucket);
      if (whose === 'others')
        rows.push(
          notReady(`Bucket ${bucket}`, 'belongs to another account', 'Give the bucket another name.'),
        );
      if (whose === 'the account' && !stateBuckets.has(bucket))
        rows.push(
          notReady(
            `Bucket ${bucket}`,
            'exists in the account, and is not ours',
            'Find out what is in it; empty and remove it, or give the new one another name.',
          ),
        );
    }
    if (rows.length > 0) return rows;
    return [ready(this.what, `none of ${wanted.length} is taken by others`)];
  },
};

async function ownerOf(s3: S3Client, Bucket: string): Promise<'nobody' | 'others' | 'the account' | 'us'> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return 'nobody';
    if (status === 403) return 'others';
    throw error;
  }
  try {
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    return isOurs(TagSet) ? 'us' : 'the account';
  } catch (error) {
    if (statusOf(error) === 404) return 'the account'; // NoSuchTagSet
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
