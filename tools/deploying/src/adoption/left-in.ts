import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig, couldNotBeAsked } from '../account/clients';
import { BucketContents } from './bucket-contents';
import { lookFirst, messagesLeft, objectsLeft, tooManyObjects } from './errors';
import { Forgetting } from './forget';
import { OldResource } from './old-state';
import { statusOf } from './whose';

/** What Terraform destroys with all that is in it, or that refuses and stops a destroy half-way; by which attribute it is known. */
const holding: Readonly<Record<string, string>> = {
  aws_db_instance: 'identifier',
  aws_dynamodb_table: 'name',
  aws_ecr_repository: 'name',
  aws_s3_bucket: 'bucket',
  aws_sqs_queue: 'name',
};

/**
 * Adds what is left in what a destroy of old states would take along: messages in queues, and objects that no bucket here has.
 * What cannot be counted, or not be asked, is left to a person, and that is said.
 *
 * @param stacks those of every project: their buckets are where objects may have gone.
 */
export async function withWhatIsLeft(
  account: Account,
  all: readonly Forgetting[],
  stacks: readonly SynthesisedStack[],
): Promise<Forgetting[]> {
  const left = new Left(account, stacks);
  const added: Forgetting[] = [];
  for (const forgetting of all) {
    const { state, addresses, notYet } = forgetting;
    const destroyed = state.resources.filter(
      ({ type, address }) => type in holding && !addresses.includes(address),
    );
    const lines: string[] = [];
    for (const resource of destroyed) lines.push(...(await left.in(resource)));
    added.push({ ...forgetting, notYet: [...notYet, ...lines] });
  }
  return added;
}

class Left {
  private readonly account: Account;
  private readonly contents: BucketContents;
  private readonly buckets: readonly string[];

  constructor(account: Account, stacks: readonly SynthesisedStack[]) {
    this.account = account;
    this.contents = new BucketContents(account);
    this.buckets = stacks.flatMap((stack) =>
      resourcesOf(stack, 'aws_s3_bucket').map(({ config }) => String(config.bucket)),
    );
  }

  /** What is left in a resource, in words; nothing where nothing is. */
  async in({ address, type, attributes }: OldResource): Promise<string[]> {
    const what = `${attributes[holding[type]!] ?? ''} (${address})`;
    try {
      if (type === 'aws_sqs_queue') return await this.inQueue(what, attributes.url ?? attributes.id);
      if (type === 'aws_s3_bucket') return await this.inBucket(what, attributes.bucket);
    } catch (error) {
      if (
        statusOf(error) === 404 ||
        /QueueDoesNotExist|NonExistentQueue|NoSuchBucket/.test((error as Error).name)
      )
        return [];
      if (!couldNotBeAsked(error)) throw error;
    }
    return [lookFirst(what)];
  }

  private async inQueue(what: string, QueueUrl: string): Promise<string[]> {
    const sqs = new SQSClient(clientConfig(this.account));
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    const count = Object.values(Attributes).reduce((sum, each) => sum + Number(each), 0);
    return count > 0 ? [messagesLeft(what, count)] : [];
  }

  /** Objects may have gone to any bucket here: that one is meant which has most of them. */
  private async inBucket(what: string, bucket: string): Promise<string[]> {
    const objects = await this.contents.of(bucket);
    if (objects === 'too many') return [tooManyObjects(what, bucket)];
    let fewest = [...objects.keys()];
    let nearest: string | undefined;
    for (const candidate of this.buckets) {
      if (fewest.length === 0) break;
      const there = await this.contents.of(candidate);
      if (there === 'too many') continue;
      const lacking = [...objects].filter(([key, size]) => there.get(key) !== size).map(([key]) => key);
      if (lacking.length < fewest.length) [fewest, nearest] = [lacking, candidate];
    }
    return fewest.length > 0 ? [objectsLeft(what, bucket, fewest, nearest)] : [];
  }
}
