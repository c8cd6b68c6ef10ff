import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { paginateGetParametersByPath, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createHash } from 'node:crypto';
import { deployedKey } from '@dotkom/stack/conventions';
import { stateBucketOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** All that decides what a deploy does. */
export interface DecidedBy {
  /** Of the stack's JSON, and of the parameters that it reads. */
  readonly digest: string;
  /** Of those parameters that are no releases: the facts of the platform. */
  readonly factsDigest: string;
  /** The releases among those parameters, by parameter. */
  readonly releases: Readonly<Record<string, string>>;
}

/** What was deployed last of a stack. */
export interface Deployed extends DecidedBy {
  readonly stack: string;
  /** Of the stack's JSON alone. */
  readonly codeDigest: string;
  readonly deployedAt: string;
  /** The digest of what was tried since and failed, where it was releases alone. */
  readonly failed?: string;
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
   * What decides what a deploy does now: the stack's JSON, and the parameters that it reads, which are the platform's
   * facts and its own releases. Not in it is what else AWS answers, such as a newer image of nodes.
   */
  async decidedBy(): Promise<DecidedBy> {
    const facts: [string, string][] = [];
    const releases: [string, string][] = [];
    for (const path of parameterPathsOf(this.stack)) {
      (path.startsWith('/releases/') ? releases : facts).push(...(await this.parametersBelow(path)));
    }
    const factsDigest = digestOf(facts);
    const digest = digestOf([this.stack.digest, factsDigest, releases]);
    return { digest, factsDigest, releases: Object.fromEntries(releases) };
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

  async write(decidedBy: DecidedBy): Promise<void> {
    await this.put({
      stack: this.stack.name,
      ...decidedBy,
      codeDigest: this.stack.digest,
      deployedAt: new Date().toISOString(),
    });
  }

  /**
   * Notes, before anything is changed, that what is deployed is not known any more: a deploy that ends half way is not
   * taken for a whole one. Where only releases change, it stays known which code is deployed, and with which of them.
   */
  async begin(): Promise<void> {
    const last = await this.last();
    if (last && this.differsInReleasesAlone(last, await this.decidedBy()))
      await this.put({ ...last, digest: '' });
    else await this.forget();
  }

  /** Whether what would be deployed now has the same code and facts as what was deployed last. */
  differsInReleasesAlone(last: Deployed, now: DecidedBy): boolean {
    return last.codeDigest === this.stack.digest && last.factsDigest === now.factsDigest;
  }

  /**
   * Records again the releases that were deployed last, in place of those that failed. One that was recorded since is left:
   * it is newer than what failed. Gives those that it changed.
   *
   * @param failed the releases that were tried.
   */
  async takeBackReleases(failed: DecidedBy['releases']): Promise<string[]> {
    const { releases: before = {} } = (await this.last()) ?? {};
    const { releases: now } = await this.decidedBy();
    const changed = Object.keys(before).filter(
      (name) => before[name] !== now[name] && now[name] === failed[name],
    );
    for (const Name of changed) {
      await this.ssm.send(
        new PutParameterCommand({ Name, Type: 'String', Value: before[Name], Overwrite: true }),
      );
    }
    return changed;
  }

  /** Notes that a deploy of releases failed, so that the same is not tried for ever. */
  async noteFailed({ digest }: DecidedBy): Promise<void> {
    const last = await this.last();
    if (last) await this.put({ ...last, failed: digest });
  }

  /** Forgets it: the stack is not deployed any more. */
  async forget(): Promise<void> {
    await this.s3.send(new DeleteObjectCommand(this.object));
  }

  private async put(record: Deployed): Promise<void> {
    await this.s3.send(new PutObjectCommand({ ...this.object, Body: JSON.stringify(record) }));
  }

  private get object(): { Bucket: string; Key: string } {
    return { Bucket: stateBucketOf(this.stack), Key: deployedKey(this.stack.name) };
  }

  private async parametersBelow(path: string): Promise<[string, string][]> {
    const found: [string, string][] = [];
    for await (const { Parameters = [] } of paginateGetParametersByPath(
      { client: this.ssm },
      { Path: path },
    )) {
      found.push(...Parameters.map(({ Name = '', Value = '' }): [string, string] => [Name, Value]));
    }
    return found.sort();
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function parameterPathsOf({ json }: SynthesisedStack): string[] {
  const blocks: Record<string, { path: string }> = json.data?.aws_ssm_parameters_by_path ?? {};
  return Object.values(blocks)
    .map(({ path }) => path)
    .sort();
}
