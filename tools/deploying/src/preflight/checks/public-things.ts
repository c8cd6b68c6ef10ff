import { DescribeSnapshotAttributeCommand, DescribeSnapshotsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  GetBucketAclCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { count } from '../estate-needs';
import { notReady, ready } from '../row';

const everybody = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** Bootstrap lets no bucket of the account be public any more: those that are would stop being so. */
export const publicBuckets: Check = {
  what: 'Public buckets',
  async rows({ account, stacks }) {
    if (count(stacks, 'aws_s3_account_public_access_block') === 0) return [];
    const s3 = new S3Client(preflightConfig(account));
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const open: string[] = [];
    for (const { Name = '' } of Buckets) if (await isPublic(s3, Name)) open.push(Name);
    if (open.length === 0) return [ready(this.what, `none of ${Buckets.length}`)];
    return open.map((name) =>
      notReady(
        `Bucket ${name}`,
        'is public, and would stop being so when bootstrap is deployed',
        'Put CloudFront before it, as a StaticSite has it, or make sure that nobody needs it.',
      ),
    );
  },
};

async function isPublic(s3: S3Client, Bucket: string): Promise<boolean> {
  const { PublicAccessBlockConfiguration: block } = await orNothing(
    s3.send(new GetPublicAccessBlockCommand({ Bucket })),
  );
  if (block?.RestrictPublicBuckets && block.IgnorePublicAcls) return false;
  const { PolicyStatus } = await orNothing(s3.send(new GetBucketPolicyStatusCommand({ Bucket })));
  if (PolicyStatus?.IsPublic && !block?.RestrictPublicBuckets) return true;
  if (block?.IgnorePublicAcls) return false;
  const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket }));
  return Grants.some(({ Grantee }) => everybody.test(Grantee?.URI ?? ''));
}

/** What S3 has of a bucket, where it answers 404 for having none. */
async function orNothing<T extends object>(asked: Promise<T>): Promise<Partial<T>> {
  try {
    return await asked;
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    if ($metadata?.httpStatusCode === 404) return {};
    throw error;
  }
}

/** The same for snapshots of disks. */
export const publicSnapshots: Check = {
  what: 'Public snapshots',
  async rows({ account, stacks }) {
    if (count(stacks, 'aws_ebs_snapshot_block_public_access') === 0) return [];
    const ec2 = new EC2Client(preflightConfig(account));
    const { Snapshots = [] } = await ec2.send(
      new DescribeSnapshotsCommand({ OwnerIds: ['self'], RestorableByUserIds: ['all'] }),
    );
    const open: string[] = [];
    for (const { SnapshotId = '' } of Snapshots) if (await isShared(ec2, SnapshotId)) open.push(SnapshotId);
    if (open.length === 0) return [ready(this.what, 'none')];
    const todo = 'Look whether anybody needs them; bootstrap stops sharing them.';
    return [notReady(this.what, open.join(', '), todo)];
  },
};

async function isShared(ec2: EC2Client, SnapshotId: string): Promise<boolean> {
  const { CreateVolumePermissions = [] } = await ec2.send(
    new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }),
  );
  return CreateVolumePermissions.some(({ Group }) => Group === 'all');
}
