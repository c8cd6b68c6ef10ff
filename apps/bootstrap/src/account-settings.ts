import { Construct } from 'constructs';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { EbsSnapshotBlockPublicAccess } from '@cdktf/provider-aws/lib/ebs-snapshot-block-public-access';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { SsmServiceSetting } from '@cdktf/provider-aws/lib/ssm-service-setting';
import { InfraStack, organisation } from '@dotkom/stack';

/**
 * What the account refuses whoever asks: a disk that is not encrypted, and making a bucket, a snapshot or a document
 * public. Disks and documents in this region, buckets in all. What is public at this moment ends being so; the preflight
 * names it (docs/guides/maintainers/new-account.md). No cost.
 *
 * @example
 * new AccountSettings(this, 'account');
 */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new EbsEncryptionByDefault(this, 'disks', { enabled: true });
    new EbsSnapshotBlockPublicAccess(this, 'snapshots', { state: 'block-all-sharing' });
    new S3AccountPublicAccessBlock(this, 'buckets', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const { accountId } = InfraStack.of(this);
    new SsmServiceSetting(this, 'documents', {
      settingId: `arn:aws:ssm:${organisation.region}:${accountId}:servicesetting/ssm/documents/console/public-sharing-permission`,
      settingValue: 'Disable',
    });
  }
}
