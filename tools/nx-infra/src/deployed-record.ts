import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { deployedKey } from '@dotkom/stack';
import { Account } from './account';
import { clientConfig } from './clients';
import { stateBucketOf, SynthesisedStack } from './stack/synthesised-stack';

/** What was deployed last of a stack. */
export interface Deployed {
  readonly stack: string;
  /** Of all that decided what that deploy did. */
  readonly digest: string;
  /** Of the stack's JSON alone. */
  readonly codeDigest: string;
  readonly deployedAt: string;
}

/**
 * What was last deployed of a stack, as a digest beside its state. A deploy that would be of the same has nothing to do:
 * an edit of a library that changes no stack's JSON plans and applies nothing.
 */
export class DeployedRecord {
  private readonly s3: S3Client;
  private readonly ssm: SSMClient;
  private readonly stack: SynthesisedStack;

  constructor(stack: SynthesisedStack, account: Account) {
    this.stack = stack;
    this.s3 = new S3Client(clientConfig(account));
    this.ssm = new SSMClient(clientConfig(account));
  }

  /**
   * A digest of all that decides what a deploy does: the stack's JSON, and the parameters that it reads, which are the
   * platform's facts and its own releases. Not in it is what else AWS answers, such as a newer image of nodes.
   */
  async digest(): Promise<string> {
    const hash = createHash('sha256').update(this.stack.digest);
    for (const path of parameterPathsOf(this.stack))
      hash.update(JSON.stringify(await this.parametersBelow(path)));
    return hash.digest('hex');
  }

  /** What is deployed; nothing when that is not known. */
  async last(): Promise<Deployed | undefined> {
    try {
      const { Body } = await this.s3.send(new GetObjectCommand(this.object));
      return JSON.parse((await Body?.transformToString()) ?? '{}');
    } catch (error) {
      if (error instanceof NoSuchKey || (error as Error).name === 'NoSuchBucket') return undefined;
      throw error;
    }
  }

  async write(digest: string): Promise<void> {
    const record: Deployed = {
      stack: this.stack.name,
      digest,
      codeDigest: this.stack.digest,
      deployedAt: new Date().toISOString(),
    };
    await this.s3.send(new PutObjectCommand({ ...this.object, Body: JSON.stringify(record) }));
  }

  /** Forgets it: before anything is changed, so that a deploy that ends half way is not taken for a whole one. */
  async forget(): Promise<void> {
    await this.s3.send(new DeleteObjectCommand(this.object));
  }

  private get object(): { Bucket: string; Key: string } {
    return { Bucket: stateBucketOf(this.stack), Key: deployedKey(this.stack.name) };
  }

  private async parametersBelow(path: string): Promise<unknown[]> {
    const found: [string?, string?][] = [];
    for await (const { Parameters = [] } of paginateGetParametersByPath(
      { client: this.ssm },
      { Path: path },
    )) {
      found.push(...Parameters.map(({ Name, Value }): [string?, string?] => [Name, Value]));
    }
    return found.sort();
  }
}

function parameterPathsOf({ json }: SynthesisedStack): string[] {
  const blocks: Record<string, { path: string }> = json.data?.aws_ssm_parameters_by_path ?? {};
  return Object.values(blocks)
    .map(({ path }) => path)
    .sort();
}
