import { Construct } from 'constructs';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { InfraStack, onlyOverTls, organisation, resourcePolicy } from '@dotkom/stack';

/**
 * The bucket that holds the state of every stack, this one's too. The deploy tool creates it empty where it does not
 * exist, because no state can be kept before it does; Terraform takes it over from there (docs/decisions/bootstrap.md).
 */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = InfraStack.of(this);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: organisation.stateBucket,
      forceDestroy: stack.discardData.booleanValue,
    });
    stack.adopt(bucket, organisation.stateBucket);

    this.keepPreviousStates(bucket);
    this.encrypt(bucket);
    this.closeToTheWorld(bucket);
  }

  private keepPreviousStates({ id: bucket }: S3Bucket): void {
    new S3BucketVersioningA(this, 'versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        {
          id: 'forget-old-states',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: 365 }],
          expiration: [{ expiredObjectDeleteMarker: true }], // Each lock that is given back leaves one.
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }

  private encrypt({ id: bucket }: S3Bucket): void {
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  }

  private closeToTheWorld(bucket: S3Bucket): void {
    const block = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' }, // No lists of access beside the policies.
    });
    new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      policy: resourcePolicy([onlyOverTls('s3', [bucket.arn, `${bucket.arn}/*`])]),
      dependsOn: [block], // S3 refuses the two at once.
    });
  }
}
