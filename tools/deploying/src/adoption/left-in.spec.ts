import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { stack } from '@dotkom/synthesised/testing';
import { answerRecorded, RecordedAnswers, refused } from '../testing/recorded-clients';
import { mostCompared } from './bucket-contents';
import { withWhatIsLeft } from './left-in';

const account = { isLocal: false, env: {}, folder: '/nowhere', variables: {} };
const here = stack('grades-prod', {
  aws_s3_bucket: {
    other: { bucket: 'dotkom-grades-prod-other' },
    files: { bucket: 'dotkom-grades-prod-files' },
  },
});
const queue = {
  address: 'aws_sqs_queue.mail',
  type: 'aws_sqs_queue',
  attributes: { name: 'mail', url: 'https://q' },
};
const bucket = { address: 'aws_s3_bucket.files', type: 'aws_s3_bucket', attributes: { bucket: 'old-files' } };
const database = {
  address: 'aws_db_instance.db',
  type: 'aws_db_instance',
  attributes: { identifier: 'old' },
};
const network = { address: 'aws_vpc.network', type: 'aws_vpc', attributes: {} };

const left = async (answers: RecordedAnswers, resources: object[], addresses: string[] = []) => {
  answerRecorded([S3Client, SQSClient], answers);
  const state = { name: 'old', resources: resources as never };
  const [found] = await withWhatIsLeft(
    account,
    [{ state, addresses, commands: [], notYet: ['first'] }],
    [here],
  );
  expect(found?.notYet[0]).toBe('first');
  return found?.notYet.slice(1);
};
/** What each bucket holds, as sizes by key. */
const objects = (buckets: Record<string, Record<string, number>>): RecordedAnswers => ({
  ListObjectsV2: ({ Bucket }) =>
    buckets[Bucket]
      ? { Contents: Object.entries(buckets[Bucket]).map(([Key, Size]) => ({ Key, Size })) }
      : refused('none', 'NoSuchBucket', 404),
});

afterEach(() => jest.restoreAllMocks());

describe('what a destroy of the old would take along', () => {
  it('is every message of a queue, seen or not', async () => {
    const holds = (Attributes: object) => left({ GetQueueAttributes: { Attributes } }, [queue]);
    expect(await holds({ ApproximateNumberOfMessages: '0' })).toEqual([]);
    expect(
      await holds({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '2' }),
    ).toEqual([expect.stringMatching(/about 2 messages are in mail \(aws_sqs_queue\.mail\)/)]);
  });

  it('is nothing of a queue or a bucket that is not there any more', async () => {
    const gone = refused('none', 'QueueDoesNotExist', 400);
    expect(await left({ GetQueueAttributes: gone, ...objects({}) }, [queue, bucket])).toEqual([]);
  });

  it('is nothing of a bucket whose objects are all in one of ours, by key and size', async () => {
    const answers = objects({
      'old-files': { 'a.png': 1, 'b.png': 2 },
      'dotkom-grades-prod-files': { 'a.png': 1, 'b.png': 2, 'new.png': 3 },
    });
    expect(await left(answers, [bucket])).toEqual([]);
  });

  it('is each object that the nearest of our buckets lacks, or has in another size, with what copies it', async () => {
    const answers = objects({
      'old-files': { 'a.png': 1, 'b.png': 2, 'c.png': 3 },
      'dotkom-grades-prod-files': { 'a.png': 1, 'b.png': 9 },
      'dotkom-grades-prod-other': { 'c.png': 9 },
    });
    expect(await left(answers, [bucket])).toEqual([
      expect.stringMatching(
        /2 objects are in old-files .* that dotkom-grades-prod-files lacks.*: b\.png, c\.png\. aws s3 sync s3:\/\/old-files s3:\/\/dotkom-grades-prod-files/,
      ),
    ]);
    const [nowhere] = (await left(objects({ 'old-files': { 'a.png': 1 } }), [bucket])) ?? [];
    expect(nowhere).toMatch(/no bucket here has: a\.png/);
  });

  it('is left to a person where there is too much to compare, and no more is listed then', async () => {
    let pages = 0;
    const ListObjectsV2 = () => {
      const Contents = Array.from({ length: 1000 }, (_, index) => ({ Key: `${pages}/${index}`, Size: 1 }));
      return { Contents, IsTruncated: true, NextContinuationToken: String((pages += 1)) };
    };
    expect(await left({ ListObjectsV2 }, [bucket])).toEqual([
      expect.stringContaining('--dryrun --size-only'),
    ]);
    expect(pages).toBe(mostCompared / 1000 + 1);
  });

  it('is left to a person where nobody may ask, or it cannot be counted', async () => {
    expect(await left({}, [queue, bucket, database, network])).toEqual([
      'look first whether anything is left in mail (aws_sqs_queue.mail)',
      'look first whether anything is left in old-files (aws_s3_bucket.files)',
      'look first whether anything is left in old (aws_db_instance.db)',
    ]);
  });

  it('is nothing of what is forgotten', async () => {
    expect(await left({}, [database], [database.address])).toEqual([]);
  });
});
