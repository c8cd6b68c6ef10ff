import { ApiCall } from '../calls/api-call';

/**
 * What policies call an operation, where it is not what the API calls it.
 *
 * Sources: S3's "Required permissions for Amazon S3 API operations"
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html), Budgets' and Lambda's pages of
 * the Service Authorization Reference.
 */
const otherwise: Readonly<Record<string, string>> = {
  's3:DeleteAccountPublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  's3:DeleteBucketCors': 's3:PutBucketCORS',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  's3:DeleteBucketTagging': 's3:PutBucketTagging',
  's3:DeleteObjects': 's3:DeleteObject',
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:GetBucketAccelerateConfiguration': 's3:GetAccelerateConfiguration',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectVersions': 's3:ListBucketVersions',
  's3:ListObjects': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:PutBucketNotificationConfiguration': 's3:PutBucketNotification',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  'cloudfront:CreateDistributionWithTags': 'cloudfront:CreateDistribution',
  'lambda:Invoke': 'lambda:InvokeFunction',
};

/** What nobody needs to be allowed: AWS answers it to everybody who is signed in. */
const neverRefused = ['sts:GetCallerIdentity'];

/** The action that a call is asked as; nothing where nobody is asked. */
export function actionOf({ service, operation }: ApiCall): string | undefined {
  const name = `${service}:${operation}`;
  if (neverRefused.includes(name)) return undefined;
  if (service === 'budgets' && !/tag/i.test(operation)) {
    return /^Describe/.test(operation) ? 'budgets:ViewBudget' : 'budgets:ModifyBudget';
  }
  // Lambda's API has its version in these names.
  return otherwise[name] ?? (service === 'lambda' ? name.replace(/\d{8}(v\d)?$/, '') : name);
}
