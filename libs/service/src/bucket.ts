import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import {
  awsName,
  checked,
  checkedWord,
  Duration,
  grantSid,
  onlyOverTls,
  organisation,
  placed,
  resourcePolicy,
  ResourceStatement,
  inProperty,
} from '@dotkom/stack';
import { ApplicationStack } from './application-stack';
import { checkedOrigins } from './cors-origins';
import { Grantee, grantTo } from './grantee';
import { inputs } from './inputs/inputs';
import { wholeDays } from './whole-days';

/** What a {@link Bucket} is asked. Times in whole days, as `'30 days'`. */
export interface BucketProps {
  /**
   * How long a version stays that was overwritten or deleted, so that a mistake can be undone; in whole days.
   * `'none'` keeps no version at all: what is overwritten is gone. @default '30 days'
   */
  readonly previousVersions?: Duration | 'none';
  /** After how long an object is deleted, in whole days. @default never */
  readonly expireAfter?: Duration;
  /** The sites whose pages may upload and download by URLs that an application signed: `['https://grades.no']`. @default none */
  readonly corsOrigins?: readonly string[];
}

/**
 * A private bucket: encrypted, closed to the public, answering over TLS alone. It can do nothing until somebody is
 * granted something. In a real account it is not destroyed while it holds something.
 *
 * 0.023 dollars per GB and month, previous versions included; 0.05 per 10 000 writes. Its name begins with `dotkom-`,
 * because names of buckets are shared with everybody who uses AWS.
 *
 * @throws UserError when a time is not in whole days, or a site is no https origin or is `'*'`.
 * @example
 * const receipts = new Bucket(this, 'receipts', { corsOrigins: ['https://online.ntnu.no'] });
 * receipts.grantReadWrite(server);
 */
export class Bucket extends Construct {
  /** What a client of S3 is given; no secret. */
  readonly name: string;
  /** What policies call it. */
  readonly arn: string;
  /** The name under which CloudFront reaches it. */
  readonly regionalDomainName: string;

  private readonly bucket: S3Bucket;
  private readonly policy: S3BucketPolicy;
  private readonly statements: ResourceStatement[];
  private readonly word: string;

  constructor(scope: Construct, id: string, props: BucketProps = {}) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Bucket.props', props);
    this.word = checked(this, () => bucketWord(this), 'bucket');
    const { previousDays, expireDays, origins } = this.normalise(props);

    this.bucket = this.createBucket();
    ({ bucket: this.name, arn: this.arn, bucketRegionalDomainName: this.regionalDomainName } = this.bucket);
    this.statements = [onlyOverTls('s3', [this.arn, `${this.arn}/*`])];
    this.policy = this.closeToTheWorld();
    this.encrypt();
    this.forget(this.keepVersions(previousDays), previousDays, expireDays);
    if (origins.length > 0) this.openToPagesOf(origins);
  }

  /** Lets a service read objects, and see which there are. */
  grantRead(grantee: Grantee): void {
    grantTo(grantee, this, {
      sid: this.sid('Read'),
      actions: ['s3:GetObject'],
      resources: [`${this.arn}/*`],
    });
    grantTo(grantee, this, { sid: this.sid('List'), actions: ['s3:ListBucket'], resources: [this.arn] });
  }

  /** Lets a service write objects, and not read or delete them. */
  grantWrite(grantee: Grantee): void {
    const actions = ['s3:AbortMultipartUpload', 's3:PutObject'];
    grantTo(grantee, this, { sid: this.sid('Write'), actions, resources: [`${this.arn}/*`] });
  }

  /** {@link grantRead} and {@link grantWrite}. */
  grantReadWrite(grantee: Grantee): void {
    this.grantRead(grantee);
    this.grantWrite(grantee);
  }

  /** Lets a service delete objects. Their previous versions stay: those only time removes. */
  grantDelete(grantee: Grantee): void {
    grantTo(grantee, this, {
      sid: this.sid('Delete'),
      actions: ['s3:DeleteObject'],
      resources: [`${this.arn}/*`],
    });
  }

  /** What has to be there before services of AWS that its policy allows can read it. */
  get readable(): ITerraformDependable {
    return this.policy;
  }

  /** Adds to the bucket's own policy: for AWS services, which have no role to be granted anything. */
  admit(statement: ResourceStatement): void {
    this.statements.push(statement);
    this.policy.policy = resourcePolicy(this.statements);
  }

  private sid(what: string): string {
    return grantSid(what, this.word);
  }

  private normalise({ previousVersions = '30 days', expireAfter, corsOrigins = [] }: BucketProps) {
    return {
      previousDays:
        previousVersions === 'none'
          ? undefined
          : checked(
              this,
              inProperty('previousVersions', () => wholeDays(previousVersions)),
              1,
            ),
      expireDays:
        expireAfter &&
        checked(
          this,
          inProperty('expireAfter', () => wholeDays(expireAfter)),
          1,
        ),
      origins: checkedOrigins('corsOrigins', corsOrigins, (check, standIn) => checked(this, check, standIn)),
    };
  }

  private createBucket(): S3Bucket {
    const { application, environment, discardData } = ApplicationStack.of(this);
    return new S3Bucket(this, 'bucket', {
      bucket: awsName('S3 bucket', [organisation.github, application, environment.name, this.word]),
      forceDestroy: discardData.booleanValue,
    });
  }

  private closeToTheWorld(): S3BucketPolicy {
    const bucket = this.bucket.id;
    const block = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    // No lists of who may read an object: the policies alone say so.
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const policy = resourcePolicy(this.statements);
    return new S3BucketPolicy(this, 'policy', { bucket, policy, dependsOn: [block] }); // S3 refuses the two at once.
  }

  private encrypt(): void {
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  }

  private keepVersions(previousDays?: number): S3BucketVersioningA {
    return new S3BucketVersioningA(this, 'versioning', {
      bucket: this.bucket.id,
      versioningConfiguration: { status: previousDays === undefined ? 'Suspended' : 'Enabled' },
    });
  }

  private forget(versioning: S3BucketVersioningA, previousDays?: number, expireDays?: number): void {
    const rule = (id: string, what: Partial<S3BucketLifecycleConfigurationRule>) => ({
      id,
      status: 'Enabled',
      filter: [{ prefix: '' }],
      ...what,
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.bucket.id,
      rule: [
        rule('unfinished-uploads', { abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] }),
        // One day where none are kept: versions that there were before that was said. What was deleted leaves a marker, which
        // nothing but this removes once its last version is gone, and which slows down every list.
        rule('previous-versions', {
          noncurrentVersionExpiration: [{ noncurrentDays: previousDays ?? 1 }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        }),
        ...(expireDays ? [rule('expired', { expiration: [{ days: expireDays }] })] : []),
      ],
      dependsOn: [versioning],
    });
  }

  private openToPagesOf(origins: readonly string[]): void {
    new S3BucketCorsConfiguration(this, 'cors', {
      bucket: this.bucket.id,
      corsRule: [
        {
          allowedOrigins: [...origins],
          allowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
          allowedHeaders: ['*'], // Which headers a page may send; it says nothing of who may upload.
          exposeHeaders: ['ETag', 'Location'],
          maxAgeSeconds: 3600,
        },
      ],
    });
  }
}

/** Its name within the application: `web-files` for the bucket `files` of the site `web`. */
function bucketWord({ node }: Bucket): string {
  const words = node.scopes
    .slice(node.scopes.findIndex(TerraformStack.isStack) + 1)
    .map((scope) => scope.node.id);
  return words.map((word) => checkedWord('a bucket', word)).join('-');
}
