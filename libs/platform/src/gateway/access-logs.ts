import { Construct } from 'constructs';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { awsName, checked, InfraStack, onlyOverTls, organisation, resourcePolicy } from '@dotkom/stack';
import { impossibleLogDays } from '../errors';

export interface AccessLogsProps {
  /** The platform's name; the bucket is called after it, and after Dotkom because names of buckets are shared with the world. */
  readonly name: string;
  /** How long a log is kept, in whole days. */
  readonly days: number;
}

/**
 * The bucket that a load balancer writes a line to for each request: when, from which address, for which host, what was
 * answered by which target and how long it took. Private, over TLS only, and forgotten after some days, because it
 * holds people's addresses. Writing is free; storage is cents a month (0.023 dollars a GB).
 *
 * @example
 * new AccessLogs(this, 'access-logs', { name: 'platform-prod', days: 14 }).bucket // dotkom-platform-prod-gateway-logs
 * @throws UserError when the days are not a whole number from 1.
 */
export class AccessLogs extends Construct {
  readonly bucket: string;
  /** What a load balancer waits for: it tries to write when it is told of the bucket, and is refused without. */
  readonly permission: S3BucketPolicy;

  constructor(scope: Construct, id: string, { name, days }: AccessLogsProps) {
    super(scope, id);
    checked(this, () => refuseImpossibleDays(days), undefined);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: awsName('S3 bucket', [organisation.github, name, 'gateway-logs']),
      forceDestroy: InfraStack.of(this).discardData.booleanValue,
    });
    this.bucket = bucket.id;
    this.forgetAfter(days);
    this.encrypt();
    this.ownEverything();
    this.permission = this.letOnlyLoadBalancersWrite(bucket);
  }

  private forgetAfter(days: number): void {
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.bucket,
      rule: [
        {
          id: 'forget-old-logs',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          expiration: [{ days }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
  }

  /** With S3's own keys: a load balancer can write with no other. */
  private encrypt(): void {
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  }

  /** Access lists are off: the policy below is all that says who may do what. */
  private ownEverything(): void {
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: this.bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
  }

  private letOnlyLoadBalancersWrite({ id: bucket, arn }: S3Bucket): S3BucketPolicy {
    const block = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    return new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: resourcePolicy([
        onlyOverTls('s3', [arn, `${arn}/*`]),
        {
          sid: 'LoadBalancersOfThisAccountWrite',
          principal: { Service: logDelivery },
          actions: ['s3:PutObject'],
          resources: [`${arn}/AWSLogs/${InfraStack.of(this).accountId}/*`],
        },
      ]),
      dependsOn: [block], // S3 refuses the two at once.
    });
  }
}

/**
 * Who delivers the logs of load balancers, in every region: the accounts that AWS had for it in each of the older ones
 * are the former way. It writes below the account of the load balancer.
 * Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const logDelivery = 'logdelivery.elasticloadbalancing.amazonaws.com';

function refuseImpossibleDays(days: number): void {
  if (!Number.isInteger(days) || days < 1) throw impossibleLogDays(days);
}
