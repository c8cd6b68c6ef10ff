import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { statusOf } from './whose';

/** So many objects of a bucket are compared one by one, 1000 to an answer: some seconds. */
export const mostCompared = 50_000;

/** Sizes of objects by their keys. */
export type Sizes = ReadonlyMap<string, number>;

/** What is in buckets, each listed once. */
export class BucketContents {
  private readonly s3: S3Client;
  private readonly known = new Map<string, Promise<Sizes | 'too many'>>();

  constructor(account: Account) {
    this.s3 = new S3Client({ ...clientConfig(account), followRegionRedirects: true });
  }

  /** The objects of a bucket; none of one that is not there. */
  of(bucket: string): Promise<Sizes | 'too many'> {
    const known = this.known.get(bucket) ?? this.list(bucket);
    this.known.set(bucket, known);
    return known;
  }

  private async list(Bucket: string): Promise<Sizes | 'too many'> {
    const sizes = new Map<string, number>();
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, { Bucket })) {
        for (const { Key = '', Size = 0 } of Contents) sizes.set(Key, Size);
        if (sizes.size > mostCompared) return 'too many';
      }
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    return sizes;
  }
}
